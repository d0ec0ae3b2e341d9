package dev.tgarchiver.export.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.export.WellFormed;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Writes JSON as Telegram Desktop lays it out: one blank for each level, each element on a line of its own, nothing
 * escaped that need not be. Half of a surrogate pair, which is not a character, becomes U+FFFD.
 */
final class DesktopJson {

    /** Arrays of numbers that stand on one line. */
    private static final Set<String> ON_ONE_LINE = Set.of("completed", "incompleted");

    /** The only arrays that are written {@code []} when they are empty. */
    private static final String TEXT_ENTITIES = "text_entities";

    private final StringBuilder out;

    DesktopJson(StringBuilder out) {
        this.out = out;
    }

    /** The JSON of a value that stands alone. */
    static String text(JsonNode value) {
        StringBuilder out = new StringBuilder();
        new DesktopJson(out).value("", value, 0);
        return out.toString();
    }

    /**
     * A value.
     *
     * @param key the field that has it, or whose array has it
     * @param level how deep the value itself stands
     */
    void value(String key, JsonNode value, int level) {
        if (value.isObject()) {
            object(value, level);
        } else if (value.isArray()) {
            array(key, value, level);
        } else if (value.isTextual()) {
            string(value.textValue());
        } else if (value.isBigDecimal()) {
            out.append(value.decimalValue().toPlainString());
        } else {
            out.append(value.asText());
        }
    }

    private void object(JsonNode object, int level) {
        out.append('{');
        Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            field(field.getKey(), field.getValue(), level + 1);
            if (fields.hasNext()) {
                out.append(',');
            }
        }
        line(level).append('}');
    }

    /** A field on a line of its own. */
    void field(String key, JsonNode value, int level) {
        line(level);
        string(key);
        out.append(": ");
        value(key, value, level);
    }

    private void array(String key, JsonNode array, int level) {
        boolean oneLine = ON_ONE_LINE.contains(key) || (array.isEmpty() && key.equals(TEXT_ENTITIES));
        out.append('[');
        String comma = "";
        for (JsonNode element : array) {
            out.append(comma);
            comma = oneLine ? ", " : ",";
            if (!oneLine) {
                line(level + 1);
            }
            value("", element, level + 1);
        }
        if (!oneLine) {
            line(level);
        }
        out.append(']');
    }

    /** Begins a line. */
    StringBuilder line(int level) {
        out.append('\n');
        for (int i = 0; i < level; i++) {
            out.append(' ');
        }
        return out;
    }

    void string(String value) {
        String text = WellFormed.text(value);
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\u2028' -> out.append("\\u2028");
                case '\u2029' -> out.append("\\u2029");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(hex(c >> 4)).append(hex(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static char hex(int digit) {
        return Character.forDigit(digit & 0xf, 16);
    }
}
