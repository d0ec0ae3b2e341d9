package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes JSON in a few places: another value or type, a missing or doubled field, nesting. */
final class JsonMutation {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long[] NUMBERS = {
        0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 32, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE, -1_048_576
    };
    private static final String[] TEXTS = {
        "",
        "0",
        "-1",
        "1e999",
        "99999999999999999999",
        "\0",
        "\u001b[2J",
        "\ud83d",
        "../../x",
        "messageAudio",
        "error",
        "x".repeat(5000),
        "\u202e",
        "null",
        "true"
    };

    private final Random random;

    JsonMutation(Random random) {
        this.random = random;
    }

    /** A changed copy. */
    JsonNode of(JsonNode original) {
        JsonNode copy = original.deepCopy();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            List<JsonNode> containers = new ArrayList<>();
            collect(copy, containers);
            if (containers.isEmpty()) {
                return value();
            }
            change(containers.get(random.nextInt(containers.size())));
        }
        return random.nextInt(200) == 0 ? value() : copy;
    }

    private void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && containers.size() < 200) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private void change(JsonNode container) {
        if (container instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 ->
                    object.set(
                            names.get(random.nextInt(names.size())),
                            object.get(name).deepCopy());
                default -> object.set(name, value());
            }
        } else if (container instanceof ArrayNode array) {
            array.add(value());
        }
    }

    private JsonNode value() {
        return switch (random.nextInt(10)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextLong());
            case 3 -> NODES.numberNode(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 4 -> NODES.numberNode(new BigInteger(200, random));
            case 5 -> NODES.numberNode(new BigDecimal("1e400"));
            case 6 -> NODES.objectNode();
            case 7 -> nested(random.nextInt(300));
            default -> NODES.textNode(TEXTS[random.nextInt(TEXTS.length)]);
        };
    }

    private static JsonNode nested(int depth) {
        JsonNode node = NODES.nullNode();
        for (int i = 0; i < depth; i++) {
            node = i % 2 == 0 ? NODES.arrayNode().add(node) : NODES.objectNode().set("content", node);
        }
        return node;
    }
}
