package dev.tgarchiver.localtelegram.tl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of the TL language: a constructor's or method's name and its fields. A field holds an {@code Integer},
 * {@code Long}, {@code Double}, {@code String}, {@code byte[]}, {@code Boolean}, {@code List} or {@code TlObject};
 * absent optional fields are simply not there, and the flags follow from which are.
 *
 * <p>Not thread-safe while it is being built; afterwards it is only read.
 */
public final class TlObject {

    private final String name;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private TlObject(String name) {
        this.name = name;
    }

    /** An object without fields so far. */
    public static TlObject tl(String name) {
        return new TlObject(name);
    }

    /** Sets a field, or leaves it absent when the value is null. */
    public TlObject set(String field, @Nullable Object value) {
        if (value != null) {
            fields.put(field, value);
        }
        return this;
    }

    /** Sets a field when the condition holds. A {@code true} field takes {@code true} for its value. */
    public TlObject setIf(boolean condition, String field, Object value) {
        if (condition) {
            set(field, value);
        }
        return this;
    }

    /** Sets a {@code true} field when the condition holds. */
    public TlObject flag(String field, boolean condition) {
        return setIf(condition, field, true);
    }

    /** The constructor's or method's name. */
    public String name() {
        return name;
    }

    /** Whether it is this constructor. */
    public boolean is(String constructor) {
        return name.equals(constructor);
    }

    /** Whether an optional field is there. */
    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /** A field's value, or null when it is absent. */
    public @Nullable Object find(String field) {
        return fields.get(field);
    }

    /** A field's value. */
    public Object get(String field) {
        Object value = fields.get(field);
        if (value == null) {
            throw new TlException(name + " has no field " + field);
        }
        return value;
    }

    /** An {@code int} field. */
    public int intAt(String field) {
        return (Integer) get(field);
    }

    /** A {@code long} field. */
    public long longAt(String field) {
        return (Long) get(field);
    }

    /** A {@code string} field. */
    public String textAt(String field) {
        return (String) get(field);
    }

    /** A {@code bytes}, {@code int128} or {@code int256} field. */
    public byte[] bytesAt(String field) {
        return (byte[]) get(field);
    }

    /** A field that holds another object. */
    public TlObject objectAt(String field) {
        return (TlObject) get(field);
    }

    /** A {@code Bool} field, or whether a {@code true} field is there. */
    public boolean flagAt(String field) {
        return fields.get(field) instanceof Boolean value && value;
    }

    /** A vector of objects. */
    public List<TlObject> objectsAt(String field) {
        return ((List<?>) get(field)).stream().map(TlObject.class::cast).toList();
    }

    /** A vector of longs. */
    public List<Long> longsAt(String field) {
        return ((List<?>) get(field)).stream().map(Long.class::cast).toList();
    }

    /** A vector of ints. */
    public List<Integer> intsAt(String field) {
        return ((List<?>) get(field)).stream().map(Integer.class::cast).toList();
    }

    /** The fields that are there, in the order in which they were set or read. */
    public Map<String, Object> fields() {
        return Map.copyOf(fields);
    }

    int size() {
        return fields.size();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append('{');
        fields.forEach((field, value) -> {
            if (text.charAt(text.length() - 1) != '{') {
                text.append(", ");
            }
            text.append(field)
                    .append('=')
                    .append(value instanceof byte[] bytes ? bytes.length + " bytes" : value.toString());
        });
        return text.append('}').toString();
    }
}
