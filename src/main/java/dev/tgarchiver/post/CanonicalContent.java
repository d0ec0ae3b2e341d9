package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.ContentHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Computes the hash of what a post says: the first 16 bytes of the SHA-256 of its canonical content. That is TDLib's message
 * with sorted keys, without {@link LeftOutFields} and {@link Counters}, and without fields that have their default
 * value, so that a field that a newer TDLib adds does not make a version of every post.
 */
final class CanonicalContent {

    private CanonicalContent() {}

    /** The hash of a message, stripped or not. */
    static ContentHash hash(JsonNode message) {
        StringBuilder canonical = new StringBuilder(2048);
        append(message, canonical);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new ContentHash(Arrays.copyOf(
                    digest.digest(canonical.toString().getBytes(StandardCharsets.UTF_8)), ContentHash.BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void append(JsonNode node, StringBuilder canonical) {
        if (node.isObject()) {
            String type = node.path("@type").asText();
            List<Map.Entry<String, JsonNode>> fields = node.properties().stream()
                    .filter(field -> !isDefault(field.getValue()))
                    .filter(field -> !LeftOutFields.isLeftOut(type, field.getKey()))
                    .filter(field -> !Counters.isCounter(type, field.getKey()))
                    .sorted(Comparator.comparing(Map.Entry::getKey))
                    .toList();
            canonical.append('{');
            for (Map.Entry<String, JsonNode> field : fields) {
                canonical.append(field.getKey()).append(':');
                append(field.getValue(), canonical);
                canonical.append(',');
            }
            canonical.append('}');
        } else if (node.isArray()) {
            canonical.append('[');
            for (JsonNode element : node) {
                append(element, canonical);
                canonical.append(',');
            }
            canonical.append(']');
        } else {
            canonical.append(node);
        }
    }

    private static boolean isDefault(JsonNode value) {
        return value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isNumber() && value.doubleValue() == 0)
                || (value.isContainerNode() && value.isEmpty());
    }
}
