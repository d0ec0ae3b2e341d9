package dev.tgarchiver.localtelegram.tl;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/** gzip_packed: an object in compressed form, which may stand in place of the object itself. */
public final class Packed {

    private static final int GZIP_PACKED = 0x3072cfa1;

    private Packed() {}

    /** Whether the reader stands at a packed object. */
    public static boolean isNext(TlReader reader) {
        return reader.peekInt() == GZIP_PACKED;
    }

    /** The bytes of an object, packed. */
    public static byte[] of(byte[] object, int from, int length) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(length / 2);
        try (OutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(object, from, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TlWriter.bytes(tl("gzip_packed").set("packed_data", packed.toByteArray()));
    }

    /** Reads the packed object and returns a reader of what is inside. Clients send zlib's format under this name, too. */
    public static TlReader unpack(TlReader reader) {
        byte[] packed = reader.readObject().bytesAt("packed_data");
        boolean gzip = packed.length > 1 && (packed[0] & 0xff) == 0x1f && (packed[1] & 0xff) == 0x8b;
        ByteArrayInputStream bytes = new ByteArrayInputStream(packed);
        try (InputStream stream = gzip ? new GZIPInputStream(bytes) : new InflaterInputStream(bytes)) {
            return new TlReader(stream.readAllBytes());
        } catch (IOException e) {
            throw new TlException("gzip_packed does not unpack: " + e.getMessage());
        }
    }
}
