package dev.tgarchiver.localtelegram.tl;

import dev.tgarchiver.localtelegram.tl.Combinator.Field;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Writes the binary form. Not thread-safe. */
public final class TlWriter {

    /** The id before every boxed vector. */
    public static final int VECTOR = 0x1cb5c415;

    static final int BOOL_TRUE = 0x997275b5;
    static final int BOOL_FALSE = 0xbc799737;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Schema schema;
    private byte[] buffer = new byte[256];
    private int size;

    public TlWriter() {
        this(Schema.SERVER);
    }

    TlWriter(Schema schema) {
        this.schema = schema;
    }

    /** The binary form of an object, of a Bool, or of a vector: whatever a method may answer. */
    public static byte[] bytes(Object value) {
        return new TlWriter().writeAny(value).toByteArray();
    }

    /** What was written so far. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    public TlWriter writeInt(int value) {
        reserve(4);
        INT.set(buffer, size, value);
        size += 4;
        return this;
    }

    public TlWriter writeLong(long value) {
        reserve(8);
        LONG.set(buffer, size, value);
        size += 8;
        return this;
    }

    /** Writes bytes as they are. */
    public TlWriter writeRaw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    /** Writes a byte string with its length and its padding. */
    public TlWriter writeBytes(byte[] bytes) {
        if (bytes.length < 254) {
            reserve(1);
            buffer[size++] = (byte) bytes.length;
        } else {
            writeInt((bytes.length << 8) | 254);
        }
        writeRaw(bytes);
        int padding = -size & 3;
        reserve(padding);
        Arrays.fill(buffer, size, size + padding, (byte) 0);
        size += padding;
        return this;
    }

    /** Writes an object with its constructor's id. */
    public TlWriter writeObject(TlObject object) {
        Combinator combinator = schema.constructor(object.name());
        writeInt(combinator.id());
        writeFields(combinator, object);
        return this;
    }

    private TlWriter writeAny(Object value) {
        if (value instanceof TlObject object) {
            return writeObject(object);
        }
        if (value instanceof Boolean bool) {
            return writeInt(bool ? BOOL_TRUE : BOOL_FALSE);
        }
        if (value instanceof List<?> list) {
            writeInt(VECTOR).writeInt(list.size());
            list.forEach(this::writeAny);
            return this;
        }
        if (value instanceof Long number) {
            return writeLong(number);
        }
        if (value instanceof Integer number) {
            return writeInt(number);
        }
        throw new TlException("No binary form of " + value.getClass());
    }

    private void writeFields(Combinator combinator, TlObject object) {
        int written = 0;
        for (Field field : combinator.fields()) {
            if (field.type().kind() == TlType.Kind.FLAGS) {
                writeInt(flags(combinator, field.name(), object));
            } else if (object.has(field.name())) {
                written++;
                writeValue(field.type(), object.get(field.name()));
            } else if (field.flags() == null) {
                throw new TlException(object.name() + " lacks its field " + field.name());
            }
        }
        if (written != object.size()) {
            throw new TlException(object + " has a field that the schema does not give it");
        }
    }

    private static int flags(Combinator combinator, String flagsField, TlObject object) {
        int flags = 0;
        for (Field field : combinator.fields()) {
            if (field.dependsOn(flagsField) && object.has(field.name())) {
                flags |= 1 << field.bit();
            }
        }
        return flags;
    }

    private void writeValue(TlType type, Object value) {
        switch (type.kind()) {
            case INT -> writeInt((Integer) value);
            case LONG -> writeLong((Long) value);
            case DOUBLE -> writeLong(Double.doubleToRawLongBits((Double) value));
            case STRING -> writeBytes(((String) value).getBytes(StandardCharsets.UTF_8));
            case BYTES -> writeBytes((byte[]) value);
            case INT128, INT256, QUERY -> writeRaw((byte[]) value);
            case BOOL -> writeInt((Boolean) value ? BOOL_TRUE : BOOL_FALSE);
            case VECTOR -> {
                writeInt(VECTOR);
                writeElements(type, (List<?>) value);
            }
            case BARE_VECTOR -> writeElements(type, (List<?>) value);
            case BOXED -> writeBoxed(type, (TlObject) value);
            case BARE -> writeFields(schema.constructor(type.name()), (TlObject) value);
            case TRUE, FLAGS -> {
                // Present as a bit only.
            }
        }
    }

    private void writeBoxed(TlType type, TlObject object) {
        String result = schema.constructor(object.name()).result();
        if (!result.equals(type.name())) {
            throw new TlException(object.name() + " is a " + result + ", not a " + type.name());
        }
        writeObject(object);
    }

    private void writeElements(TlType type, List<?> elements) {
        TlType element = Objects.requireNonNull(type.element());
        writeInt(elements.size());
        for (Object value : elements) {
            writeValue(element, value);
        }
    }

    private void reserve(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
        }
    }
}
