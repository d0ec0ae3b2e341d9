package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Makes valid random messages as TDLib writes them: fields in the schema's order, absent objects left out, 64-bit
 * numbers and bytes as strings. Remembers the files and the strings that it has put into a message.
 */
public final class RandomMessages {

    /** Deeper than any content is by itself; contents that hold contents end here. */
    private static final int DEPTH = 9;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final TdSchema schema;
    private final Random random;
    private final List<String> files = new ArrayList<>();
    private final List<String> strings = new ArrayList<>();
    private int number;

    RandomMessages(TdSchema schema, long seed) {
        this.schema = schema;
        random = new Random(seed);
    }

    /** A message of each content that TDLib can give. */
    public static List<ObjectNode> ofEachContent(long seed) {
        TdSchema schema = TdSchema.ofMessages();
        RandomMessages messages = new RandomMessages(schema, seed);
        return schema.contents().stream().map(messages::next).toList();
    }

    /** A message with this content. */
    ObjectNode next(String content) {
        files.clear();
        strings.clear();
        ObjectNode message = NODES.objectNode().put("@type", "message");
        for (TdSchema.Field field : schema.of("message").get(0).fields()) {
            switch (field.name()) {
                case "id" -> message.put("id", (1L + random.nextInt(1_000_000)) << 20);
                case "chat_id" -> message.put("chat_id", -1_001_000_000_001L);
                case "date" -> message.put("date", 1_600_000_000 + random.nextInt(100_000_000));
                case "content" ->
                    message.set("content", object(schema.of(content).get(0), 0));
                default -> put(message, field, 1);
            }
        }
        return message;
    }

    /** The unique ids of the files in the last message. */
    List<String> files() {
        return List.copyOf(files);
    }

    /** The strings in the last message, as {@code type.field=value}. */
    List<String> strings() {
        return List.copyOf(strings);
    }

    private ObjectNode object(TdSchema.Constructor constructor, int depth) {
        ObjectNode object = NODES.objectNode().put("@type", constructor.name());
        for (TdSchema.Field field : constructor.fields()) {
            if (constructor.name().equals("remoteFile") && field.name().equals("unique_id")) {
                String id = "unique" + number++;
                files.add(id);
                object.put("unique_id", id);
            } else {
                put(object, field, depth + 1);
            }
        }
        return object;
    }

    private void put(ObjectNode object, TdSchema.Field field, int depth) {
        JsonNode value = value(object.path("@type").asText(), field.name(), field.type(), depth);
        if (!value.isNull()) {
            object.set(field.name(), value);
        }
    }

    private JsonNode value(String owner, String field, String type, int depth) {
        return switch (type) {
            case "int32" -> NODES.numberNode(random.nextInt(1000));
            case "int53" -> NODES.numberNode((long) random.nextInt(Integer.MAX_VALUE));
            case "int64" -> NODES.textNode(Long.toString(random.nextLong()));
            case "double" -> NODES.numberNode(random.nextInt(1000) / 8.0);
            case "Bool" -> NODES.booleanNode(random.nextBoolean());
            case "string" -> string(owner, field);
            case "bytes" -> NODES.textNode(Base64.getEncoder().encodeToString(new byte[random.nextInt(40)]));
            default ->
                type.startsWith("vector<")
                        ? vector(owner, field, type.substring("vector<".length(), type.length() - 1), depth)
                        : optional(owner, type, depth);
        };
    }

    private JsonNode string(String owner, String field) {
        String text = random.nextInt(5) == 0 ? "" : "word" + number++ + " слово 言葉 \"\\\n";
        if (!text.isEmpty()) {
            strings.add(owner + "." + field + "=" + text);
        }
        return NODES.textNode(text);
    }

    private ArrayNode vector(String owner, String field, String type, int depth) {
        ArrayNode vector = NODES.arrayNode();
        int size = depth > DEPTH ? 0 : random.nextInt(3);
        for (int i = 0; i < size; i++) {
            JsonNode element = value(owner, field, type, depth + 1);
            if (!element.isNull()) {
                vector.add(element);
            }
        }
        return vector;
    }

    private JsonNode optional(String owner, String type, int depth) {
        boolean part = owner.equals("file") || type.equals("file");
        if (!part && (depth > DEPTH || random.nextInt(3) == 0)) {
            return NODES.nullNode();
        }
        List<TdSchema.Constructor> choices = schema.of(type);
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("the schema has no " + type);
        }
        return object(choices.get(random.nextInt(choices.size())), depth);
    }
}
