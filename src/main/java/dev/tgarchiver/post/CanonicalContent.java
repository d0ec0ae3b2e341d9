package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.ContentHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
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
            appendObject(node, canonical);
        } else if (node.isArray()) {
            canonical.append('[');
            for (JsonNode element : node) {
                append(element, canonical);
                canonical.append(',');
            }
            canonical.append(']');
        } else if (node.isTextual()) {
            // With its length, so that no text looks like the end of its field.
            canonical.append(node.textValue().length()).append('"').append(node.textValue());
        } else {
            canonical.append(node.asText());
        }
    }

    private static void appendObject(JsonNode node, StringBuilder canonical) {
        String type = node.path("@type").asText();
        String[] names = new String[node.size()];
        int kept = 0;
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = field.getKey();
            if (!isDefault(field.getValue())
                    && !LeftOutFields.isLeftOut(type, name)
                    && !Counters.isCounter(type, name)) {
                names[kept++] = name;
            }
        }
        Arrays.sort(names, 0, kept);
        canonical.append('{');
        for (int i = 0; i < kept; i++) {
            canonical.append(names[i]).append(':');
            append(node.path(names[i]), canonical);
            canonical.append(',');
        }
        canonical.append('}');
    }

    private static boolean isDefault(JsonNode value) {
        return value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isNumber() && value.doubleValue() == 0)
                || (value.isContainerNode() && value.isEmpty());
    }
}
