package dev.tgarchiver.post;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.ContentHash;
import dev.tgarchiver.model.post.RawMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Makes raw messages, and reads them. */
public final class RawMessages {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final JsonFactory FACTORY = MAPPER.getFactory();

    /** The TDLib whose messages this program reads, 1.8.65, as a number that can be compared. */
    public static final int TDLIB = 10865;

    /** Most messages without a file are smaller. */
    private static final int USUAL_BYTES = 4096;

    private RawMessages() {}

    /** A message without the {@link LeftOutFields}, as compact JSON. */
    public static RawMessage of(JsonNode message) {
        return new RawMessage(
                json(message), CanonicalContent.hash(message), TDLIB, Remainders.of(message), IndexedTexts.of(message));
    }

    /**
     * A message into which {@link Remainders} has put more.
     *
     * @param hash that of the message without it, by which a page of history tells whether the post has changed
     */
    public static RawMessage completed(JsonNode message, ContentHash hash) {
        return new RawMessage(json(message), hash, TDLIB, Remainders.of(message), IndexedTexts.of(message));
    }

    private static byte[] json(JsonNode message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            write(message, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads the JSON of a raw message.
     *
     * @throws IllegalArgumentException when it is not a JSON object
     */
    public static ObjectNode read(byte[] json) {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not a message: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("not a message: no JSON object");
    }

    private static void write(JsonNode node, JsonGenerator json) throws IOException {
        if (node.isObject()) {
            String type = node.path("@type").asText();
            json.writeStartObject();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (!LeftOutFields.isLeftOut(type, field.getKey())) {
                    json.writeFieldName(field.getKey());
                    write(field.getValue(), json);
                }
            }
            json.writeEndObject();
        } else if (node.isArray()) {
            json.writeStartArray();
            for (JsonNode element : node) {
                write(element, json);
            }
            json.writeEndArray();
        } else {
            writeValue(node, json);
        }
    }

    /** A tree writer of its own for each value would take a third of the time. */
    private static void writeValue(JsonNode value, JsonGenerator json) throws IOException {
        switch (value.getNodeType()) {
            case STRING -> json.writeString(value.textValue());
            case BOOLEAN -> json.writeBoolean(value.booleanValue());
            case NULL -> json.writeNull();
            default -> {
                if (value.isInt()) {
                    json.writeNumber(value.intValue());
                } else if (value.isLong()) {
                    json.writeNumber(value.longValue());
                } else {
                    json.writeTree(value);
                }
            }
        }
    }
}
