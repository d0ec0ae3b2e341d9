package dev.tgarchiver.storage.naming;

import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A piece of a path template. */
sealed interface TemplatePart {

    /** Literal text. */
    record Literal(String text) implements TemplatePart {}

    /** The post's date in UTC. */
    record Date(DateTimeFormatter format) implements TemplatePart {}

    /**
     * A property of the post.
     *
     * @param digits the minimum number of digits, padded with zeros so that names sort by number; 0 for no padding
     */
    record Value(Field field, int digits) implements TemplatePart {}

    /** The properties of a post. */
    enum Field {
        CHANNEL,
        ID,
        NAME,
        KIND,
        CAPTION,
        PERFORMER,
        TITLE,
        ALBUM,
        TOPIC,
        ROLE,
        EXT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether its value may be cut when the name is too long. */
        boolean mayBeCut() {
            return switch (this) {
                case ID, KIND, ALBUM, ROLE, EXT -> false;
                case CHANNEL, TOPIC, NAME, CAPTION, PERFORMER, TITLE -> true;
            };
        }

        /** Whether its value is a number, which may be padded with zeros. */
        boolean isNumber() {
            return this == ID || this == ALBUM;
        }

        static Optional<Field> of(String key) {
            return Arrays.stream(values())
                    .filter(field -> field.key().equals(key))
                    .findFirst();
        }

        static String allKeys() {
            return Arrays.stream(values()).map(Field::key).collect(Collectors.joining(", "))
                    + ", id:06, date, date:pattern";
        }
    }
}
