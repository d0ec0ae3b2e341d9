package dev.tgarchiver.config.value;

/** Reads one type of value and says what it allows. Stateless. */
public interface ValueReader<T> {

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException when it is not allowed; the message completes the sentence "the value …"
     */
    T read(RawValue value, PathContext paths);

    /** What is allowed, as a noun phrase such as "a whole number from 1 to 8". */
    String allowed();

    /** The value as a user would write it. */
    default String show(T value) {
        return value.toString();
    }
}
