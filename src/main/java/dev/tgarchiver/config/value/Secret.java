package dev.tgarchiver.config.value;

/** A text that must never be shown: only {@link #reveal} returns it. Immutable. */
public final class Secret {

    private static final String MASK = "***";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a text. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The text itself, for the one call that needs it; never for a log or a message. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Three stars, whatever the secret. */
    @Override
    public String toString() {
        return MASK;
    }
}
