package dev.tgarchiver.localtelegram.tl;

import dev.tgarchiver.localtelegram.tl.Combinator.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Makes objects whole by the schema: what a constructor must have and was not given is nothing (0, an empty text, an empty
 * vector, an empty object). Names and types that are not the schema's are refused, with the place in the object.
 */
final class Completion {

    private final Schema schema;
    /** Constructors that are being made up: one must not need another of itself. */
    private final Set<String> making = new HashSet<>();

    Completion(Schema schema) {
        this.schema = schema;
    }

    TlObject complete(TlObject given) {
        return complete(given, given.name());
    }

    private TlObject complete(TlObject given, String place) {
        Combinator combinator = schema.constructor(given.name());
        TlObject whole = TlObject.tl(given.name());
        Map<String, Object> left = new LinkedHashMap<>(given.fields());
        for (Field field : combinator.fields()) {
            Object value = left.remove(field.name());
            if (field.type().kind() == TlType.Kind.FLAGS) {
                continue;
            }
            if (value != null) {
                whole.set(field.name(), checked(field.type(), value, place + "." + field.name()));
            } else if (field.flags() == null || comesWithAnother(field, combinator, given)) {
                whole.set(field.name(), nothing(field.type(), place + "." + field.name()));
            }
        }
        if (!left.isEmpty()) {
            throw new TlException(place + " has no field " + String.join(", ", left.keySet()));
        }
        return whole;
    }

    /** Fields of one bit are there together or not at all; a {@code true} field is the bit itself. */
    private static boolean comesWithAnother(Field field, Combinator combinator, TlObject given) {
        return field.type().kind() != TlType.Kind.TRUE
                && combinator.fields().stream()
                        .anyMatch(other -> Objects.equals(other.flags(), field.flags())
                                && other.bit() == field.bit()
                                && given.has(other.name()));
    }

    private Object checked(TlType type, Object value, String place) {
        boolean fits =
                switch (type.kind()) {
                    case INT -> value instanceof Integer;
                    case LONG -> value instanceof Long;
                    case DOUBLE -> value instanceof Double;
                    case STRING -> value instanceof String;
                    case BYTES -> value instanceof byte[];
                    case INT128 -> value instanceof byte[] bytes && bytes.length == 16;
                    case INT256 -> value instanceof byte[] bytes && bytes.length == 32;
                    case BOOL -> value instanceof Boolean;
                    case TRUE -> value.equals(true);
                    case VECTOR, BARE_VECTOR -> value instanceof List<?>;
                    case BOXED ->
                        value instanceof TlObject object
                                && schema.constructor(object.name()).result().equals(type.name());
                    case BARE -> value instanceof TlObject object && object.is(type.name());
                    case FLAGS, QUERY -> false;
                };
        if (!fits) {
            String found = value instanceof TlObject object
                    ? object.name()
                    : value.getClass().getSimpleName();
            throw new TlException(place + " holds " + type.name() + ", not " + found);
        }
        if (value instanceof List<?> list) {
            TlType element = Objects.requireNonNull(type.element());
            List<Object> elements = new ArrayList<>();
            for (Object each : list) {
                elements.add(checked(element, each, place + "[" + elements.size() + "]"));
            }
            return elements;
        }
        return value instanceof TlObject object ? complete(object, place) : value;
    }

    private Object nothing(TlType type, String place) {
        return switch (type.kind()) {
            case INT -> 0;
            case LONG -> 0L;
            case DOUBLE -> 0.0;
            case STRING -> "";
            case BYTES -> new byte[0];
            case INT128 -> new byte[16];
            case INT256 -> new byte[32];
            case BOOL -> false;
            case TRUE -> true;
            case VECTOR, BARE_VECTOR -> List.of();
            case BOXED -> emptyObject(type, place);
            case BARE -> complete(TlObject.tl(type.name()), place);
            case FLAGS, QUERY -> throw new TlException(place + " cannot be made up");
        };
    }

    /** Of the constructor that says that there is nothing, or else of the one that needs least. */
    private TlObject emptyObject(TlType type, String place) {
        Combinator least = schema.constructorsOf(type.name()).stream()
                .filter(constructor -> !making.contains(constructor.name()))
                .min(Comparator.comparing(
                                (Combinator constructor) -> !constructor.name().endsWith("Empty"))
                        .thenComparing(Completion::mandatoryFields)
                        .thenComparing(Combinator::name))
                .orElseThrow(() -> new TlException(place + " must be given: no " + type.name() + " can be made up"));
        making.add(least.name());
        try {
            return complete(TlObject.tl(least.name()), place);
        } finally {
            making.remove(least.name());
        }
    }

    private static long mandatoryFields(Combinator constructor) {
        return constructor.fields().stream()
                .filter(field -> field.flags() == null && field.type().kind() != TlType.Kind.FLAGS)
                .count();
    }
}
