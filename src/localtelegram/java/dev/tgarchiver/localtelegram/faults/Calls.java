package dev.tgarchiver.localtelegram.faults;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which methods were called, in the order in which they were answered. Keeps the last 100,000. Thread-safe. */
public final class Calls {

    private static final int KEPT = 100_000;

    @GuardedBy("this")
    private final Deque<Call> calls = new ArrayDeque<>();

    @GuardedBy("this")
    private final Map<String, Integer> unanswered = new TreeMap<>();

    @GuardedBy("this")
    private final Deque<Throwable> problems = new ArrayDeque<>();

    /** Every call, oldest first. */
    public synchronized List<Call> all() {
        return List.copyOf(calls);
    }

    /** Every call of a method, oldest first. */
    public synchronized List<Call> of(String method) {
        return calls.stream().filter(call -> call.method().equals(method)).toList();
    }

    /** How often a method was called. */
    public synchronized int count(String method) {
        return (int) calls.stream().filter(call -> call.method().equals(method)).count();
    }

    /** The names of the methods that were called, in order. */
    public synchronized List<String> methods() {
        return calls.stream().map(Call::method).collect(Collectors.toList());
    }

    /** Methods that the server does not answer, and how often each was called. */
    public synchronized Map<String, Integer> unknown() {
        return Map.copyOf(unanswered);
    }

    /** What went wrong inside the server itself: empty, or the server has a bug. */
    public synchronized List<Throwable> problems() {
        return List.copyOf(problems);
    }

    /** Forgets everything. */
    public synchronized void clear() {
        calls.clear();
        unanswered.clear();
        problems.clear();
    }

    /** Called by the server. */
    public synchronized void record(Call call) {
        if (calls.size() == KEPT) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }

    /** Called by the server. */
    public synchronized void recordUnknown(Call call) {
        record(call);
        unanswered.merge(call.method(), 1, Integer::sum);
    }

    /** Called by the server. */
    public synchronized void recordProblem(Throwable problem) {
        problems.addLast(problem);
    }
}
