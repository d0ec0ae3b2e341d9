package dev.tgarchiver.localtelegram.faults;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.localtelegram.tl.TlObject;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Something that is to go wrong when a method is called: once, unless it is told otherwise. Thread-safe. */
public final class Fault {

    /** What goes wrong. */
    public sealed interface Effect {

        /** The call is answered with an error. */
        record AnswerWithError(int code, String message) implements Effect {}

        /** The connection breaks instead of an answer. */
        record DropConnection() implements Effect {}

        /** The call is answered, and the server hangs up when everything that it has to say is sent. */
        record HangUp() implements Effect {}

        /** The call is carried out and its answer never arrives. */
        record LoseAnswer() implements Effect {}

        /** A file part has fewer bytes than it should. */
        record ShortPart(int bytes) implements Effect {}

        /** The call is carried out and something else is answered. */
        record Change(UnaryOperator<TlObject> change) implements Effect {}
    }

    private final String method;
    private final Effect effect;

    @GuardedBy("this")
    private int skip;

    @GuardedBy("this")
    private int period = 1;

    @GuardedBy("this")
    private int remaining = 1;

    @GuardedBy("this")
    private int happened;

    @GuardedBy("this")
    private Predicate<Call> condition = call -> true;

    Fault(String method, Effect effect) {
        this.method = method;
        this.effect = effect;
    }

    /** Lets it happen this often. */
    public synchronized Fault times(int count) {
        remaining = count;
        return this;
    }

    /** Lets it happen every time. */
    public Fault forever() {
        return times(Integer.MAX_VALUE);
    }

    /** Lets this many calls pass first. */
    public synchronized Fault after(int calls) {
        skip = calls;
        return this;
    }

    /** Lets it happen to every n-th call, for ever. */
    public synchronized Fault every(int n) {
        period = n;
        skip = n - 1;
        return forever();
    }

    /** Lets it happen only to certain calls; the others are not counted. */
    public synchronized Fault when(Predicate<Call> newCondition) {
        condition = newCondition;
        return this;
    }

    /** How often it has happened. */
    public synchronized int happened() {
        return happened;
    }

    Effect effect() {
        return effect;
    }

    synchronized boolean strikes(Call call) {
        if (remaining == 0 || !method.equals(call.method()) || !condition.test(call)) {
            return false;
        }
        if (skip > 0) {
            skip--;
            return false;
        }
        skip = period - 1;
        remaining--;
        happened++;
        return true;
    }
}
