package dev.tgarchiver.localtelegram.check;

import java.util.Set;
import java.util.TreeSet;

/** What is known, without running it, of a value in a method's code. */
sealed interface Value {

    /** Anything. */
    record Unknown() implements Value {}

    /** A string that the source holds. */
    record Text(String text) implements Value {}

    /** A TL object of one of some constructors or methods, by name; each of them is possible. */
    record Tl(Set<String> names) implements Value {}

    /** The method that a lambda or a method reference runs. */
    record Lambda(ClassFile.Member method) implements Value {}

    Value UNKNOWN = new Unknown();

    /** What is known of a value that is one or the other. */
    static Value either(Value one, Value other) {
        if (one.equals(other)) {
            return one;
        }
        if (one instanceof Tl first && other instanceof Tl second) {
            Set<String> names = new TreeSet<>(first.names());
            names.addAll(second.names());
            return new Tl(names);
        }
        return UNKNOWN;
    }
}
