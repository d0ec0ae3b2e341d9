package dev.tgarchiver.localtelegram.handlers;

import dev.tgarchiver.localtelegram.tl.TlObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which method is answered by what. Filled once, then only read. */
final class Methods {

    /** Answers a method with a {@link TlObject}, a Boolean, a list, or a body that is already encoded. */
    @FunctionalInterface
    interface Method {
        Object answer(TlObject arguments, Caller caller);
    }

    private final Map<String, Method> methods = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    /** Adds a method for users who are logged in. */
    void add(String name, Method method) {
        methods.put(name, method);
    }

    /** Adds a method that can be called before a log-in, too. */
    void addOpen(String name, Method method) {
        add(name, method);
        open.add(name);
    }

    @Nullable
    Method find(String name) {
        return methods.get(name);
    }

    boolean isOpen(String name) {
        return open.contains(name);
    }
}
