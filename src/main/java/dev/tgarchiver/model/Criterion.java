package dev.tgarchiver.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A criterion of a {@link Selection}. The names in lower case are the keys and the tracker's causes. */
public enum Criterion {
    TYPES,
    MIN_SIZE,
    MAX_SIZE,
    SINCE,
    UNTIL,
    FROM_ID,
    TO_ID,
    NAME,
    HASHTAG,
    ROLES,
    TOPIC,
    SENDER;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** The criterion's word, such as {@code max_size}. */
    public String key() {
        return key;
    }

    /** The criterion of a word. */
    public static Optional<Criterion> of(String word) {
        return Arrays.stream(values())
                .filter(criterion -> criterion.key.equals(word))
                .findFirst();
    }
}
