package dev.tgarchiver.localtelegram.tl;

import dev.tgarchiver.localtelegram.tl.Combinator.Field;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the binary form from a range of bytes. Not thread-safe. */
public final class TlReader {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Schema schema;
    private final byte[] bytes;
    private final int end;
    private int position;

    public TlReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public TlReader(byte[] bytes, int start, int length) {
        this(Schema.SERVER, bytes, start, length);
    }

    TlReader(Schema schema, byte[] bytes, int start, int length) {
        this.schema = schema;
        this.bytes = bytes;
        this.position = start;
        this.end = start + length;
    }

    public int position() {
        return position;
    }

    public int remaining() {
        return end - position;
    }

    public int readInt() {
        return (int) INT.get(bytes, advance(4));
    }

    /** The next int, which stays to be read. */
    public int peekInt() {
        require(4);
        return (int) INT.get(bytes, position);
    }

    public long readLong() {
        return (long) LONG.get(bytes, advance(8));
    }

    public byte[] readRaw(int length) {
        int start = advance(length);
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    public byte[] readBytes() {
        require(1);
        int length = bytes[position] & 0xff;
        int header = 1;
        if (length >= 254) {
            length = readInt() >>> 8;
            header = 0;
        } else {
            position++;
        }
        byte[] value = readRaw(length);
        advance(-(length + header) & 3);
        return value;
    }

    /** Reads an object that begins with its constructor's id. */
    public TlObject readObject() {
        int id = readInt();
        Combinator combinator = schema.constructor(id);
        if (combinator == null) {
            throw new TlException(String.format("Unknown constructor #%08x", id));
        }
        return readFields(combinator);
    }

    /**
     * Reads a method's call. Of a wrapper (invokeWithLayer and its like) only the wrapper's own fields: the wrapped call
     * follows.
     */
    public TlObject readCall() {
        int id = readInt();
        Combinator combinator = schema.method(id);
        if (combinator == null) {
            throw new TlException("The arguments of " + schema.methodName(id) + " are unknown");
        }
        return readFields(combinator);
    }

    private TlObject readFields(Combinator combinator) {
        TlObject object = TlObject.tl(combinator.name());
        Map<String, Integer> flags = new HashMap<>();
        for (Field field : combinator.fields()) {
            if (field.type().kind() == TlType.Kind.FLAGS) {
                flags.put(field.name(), readInt());
            } else if (field.type().kind() != TlType.Kind.QUERY && isPresent(field, flags)) {
                object.set(field.name(), readValue(field.type()));
            }
        }
        return object;
    }

    private static boolean isPresent(Field field, Map<String, Integer> flags) {
        if (field.flags() == null) {
            return true;
        }
        return (Objects.requireNonNull(flags.get(field.flags())) & (1 << field.bit())) != 0;
    }

    private Object readValue(TlType type) {
        return switch (type.kind()) {
            case INT -> readInt();
            case LONG -> readLong();
            case DOUBLE -> Double.longBitsToDouble(readLong());
            case STRING -> new String(readBytes(), StandardCharsets.UTF_8);
            case BYTES -> readBytes();
            case INT128 -> readRaw(16);
            case INT256 -> readRaw(32);
            case BOOL -> readBool();
            case TRUE -> true;
            case VECTOR -> {
                if (readInt() != TlWriter.VECTOR) {
                    throw new TlException("A vector does not begin with its id");
                }
                yield readElements(type);
            }
            case BARE_VECTOR -> readElements(type);
            case BOXED -> readBoxed(type);
            case BARE -> readFields(schema.constructor(type.name()));
            case FLAGS, QUERY -> throw new TlException(type.name() + " is no value");
        };
    }

    private TlObject readBoxed(TlType type) {
        TlObject object = readObject();
        String result = schema.constructor(object.name()).result();
        if (!result.equals(type.name())) {
            throw new TlException(object.name() + " is a " + result + ", not a " + type.name());
        }
        return object;
    }

    private boolean readBool() {
        return switch (readInt()) {
            case TlWriter.BOOL_TRUE -> true;
            case TlWriter.BOOL_FALSE -> false;
            default -> throw new TlException("Neither boolTrue nor boolFalse");
        };
    }

    private List<Object> readElements(TlType type) {
        TlType element = Objects.requireNonNull(type.element());
        int count = readInt();
        if (count < 0 || count > remaining()) {
            throw new TlException("A vector of " + count + " elements does not fit");
        }
        List<Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(readValue(element));
        }
        return values;
    }

    private int advance(int count) {
        require(count);
        int start = position;
        position += count;
        return start;
    }

    private void require(int count) {
        if (count < 0 || count > remaining()) {
            throw new TlException("The bytes end " + (count - remaining()) + " too early");
        }
    }
}
