package dev.tgarchiver.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Builds a JSON object, field by field in the order of the calls. */
public final class JsonFields {

    private static final int DECIMALS = 6;

    private final ObjectNode object = JsonNodeFactory.instance.objectNode();

    /** A text. */
    public JsonFields put(String key, String text) {
        object.put(key, text);
        return this;
    }

    /** An integer. */
    public JsonFields put(String key, long number) {
        object.put(key, number);
        return this;
    }

    /** A truth value. */
    public JsonFields put(String key, boolean value) {
        object.put(key, value);
        return this;
    }

    /** Any value. */
    public JsonFields put(String key, JsonNode value) {
        object.set(key, value);
        return this;
    }

    /** A text, {@code null} when there is none. */
    public JsonFields putOrNull(String key, Optional<String> text) {
        object.put(key, text.orElse(null));
        return this;
    }

    /** A text, unless it is empty. */
    public JsonFields text(String key, String text) {
        return text.isEmpty() ? this : put(key, text);
    }

    /** A text, if there is one. */
    public JsonFields text(String key, Optional<String> text) {
        return text(key, text.orElse(""));
    }

    /** A number, unless it is 0. */
    public JsonFields number(String key, long number) {
        return number == 0 ? this : put(key, number);
    }

    /** {@code true}, unless it is false. */
    public JsonFields flag(String key, boolean value) {
        return value ? put(key, true) : this;
    }

    /** An object or array, unless it is empty or missing. */
    public JsonFields filled(String key, JsonNode value) {
        return value.isEmpty() ? this : put(key, value);
    }

    /** A number with six decimals. */
    public JsonFields decimal(String key, double number) {
        BigDecimal value = Double.isFinite(number) ? BigDecimal.valueOf(number) : BigDecimal.ZERO;
        return put(key, DecimalNode.valueOf(value.setScale(DECIMALS, RoundingMode.HALF_EVEN)));
    }

    /** All fields of another object. */
    public JsonFields all(ObjectNode other) {
        object.setAll(other);
        return this;
    }

    /** The object. */
    public ObjectNode node() {
        return object;
    }
}
