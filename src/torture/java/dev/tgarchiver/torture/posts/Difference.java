package dev.tgarchiver.torture.posts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Says where two JSON values differ. */
final class Difference {

    private static final int LONGEST = 200;

    private Difference() {}

    /** The first place at which they differ, with both values there; empty when they are equal. */
    static Optional<String> between(JsonNode expected, JsonNode found) {
        return between("", expected, found);
    }

    private static Optional<String> between(String path, JsonNode expected, JsonNode found) {
        if (expected.equals(found)) {
            return Optional.empty();
        }
        if (expected.isObject() && found.isObject()) {
            Set<String> fields = new TreeSet<>();
            expected.fieldNames().forEachRemaining(fields::add);
            found.fieldNames().forEachRemaining(fields::add);
            return fields.stream()
                    .flatMap(field -> between(path + "." + field, expected.path(field), found.path(field)).stream())
                    .findFirst();
        }
        if (expected.isArray() && found.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
                Optional<String> difference = between(path + "/" + i, expected.path(i), found.path(i));
                if (difference.isPresent()) {
                    return difference;
                }
            }
        }
        return Optional.of(path + ": expected " + shortened(expected) + ", found " + shortened(found));
    }

    private static String shortened(JsonNode value) {
        String text = value.isMissingNode() ? "nothing" : value.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
