package dev.tgarchiver.localtelegram.world;

import com.google.errorprone.annotations.concurrent.LazyInit;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file on Telegram's side. Its content is a function of a seed and the offset, so a file of 4 GB costs nothing to
 * have. Immutable and thread-safe.
 *
 * <p>A file made by {@link #ofSize} has no id yet: it gets one, and with it its content, from the post that holds it.
 */
public final class RemoteFile {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int HASH_STEP = 1 << 20;

    private final long id;
    private final long seed;
    private final long size;
    private final int dataCentre;
    private final boolean onCdn;

    @LazyInit
    private volatile @Nullable String sha256;

    private RemoteFile(long id, long seed, long size, int dataCentre, boolean onCdn) {
        if (size < 0) {
            throw new IllegalArgumentException("A file cannot have " + size + " bytes");
        }
        this.id = id;
        this.seed = seed;
        this.size = size;
        this.dataCentre = dataCentre;
        this.onCdn = onCdn;
    }

    /** A file that gets its id and its content from the post that holds it; in data centre 1. */
    public static RemoteFile ofSize(long size) {
        return new RemoteFile(0, 0, size, 1, false);
    }

    /** A file with an id of its own, so that several posts can hold the very same one. */
    public static RemoteFile of(long id, long size) {
        return new RemoteFile(id, id, size, 1, false);
    }

    /** The same file in another data centre. */
    public RemoteFile inDataCentre(int dc) {
        return new RemoteFile(id, seed, size, dc, onCdn);
    }

    /** This file with the content of another seed: two ids with one seed and size are the same bytes uploaded twice. */
    public RemoteFile withContent(long contentSeed) {
        return new RemoteFile(id, contentSeed, size, dataCentre, onCdn);
    }

    /** The same file, which clients are sent to a CDN for. */
    public RemoteFile onCdn() {
        return new RemoteFile(id, seed, size, dataCentre, true);
    }

    /** Another file of the same document: a picture of it, with content of its own. */
    RemoteFile beside(char type, long otherSize) {
        return new RemoteFile(id, Mix.mix(seed ^ type), otherSize, dataCentre, false);
    }

    RemoteFile identified(long newId, long variant) {
        if (id != 0) {
            return this;
        }
        long content = seed == 0 ? newId + variant : seed;
        return new RemoteFile(newId, content, size, dataCentre, onCdn);
    }

    /** The id of the document or photo that it belongs to; 0 when no post holds it yet. */
    public long id() {
        return id;
    }

    /** The access hash that a client must show with the id. */
    public long accessHash() {
        return Mix.mix(id ^ 0x5ca1ab1eL);
    }

    public long size() {
        return size;
    }

    public int dataCentre() {
        return dataCentre;
    }

    public boolean isOnCdn() {
        return onCdn;
    }

    /** The content from an offset on, at most {@code length} bytes, fewer at the end of the file. */
    public byte[] bytes(long offset, int length) {
        byte[] bytes = new byte[(int) Math.max(0, Math.min(length, size - offset))];
        fill(offset, bytes, 0, bytes.length);
        return bytes;
    }

    /** Writes the content from an offset on into an array. */
    public void fill(long offset, byte[] target, int at, int length) {
        int done = 0;
        while (done < length && ((offset + done) & 7) != 0) {
            target[at + done] = byteAt(offset + done);
            done++;
        }
        long counter = seed + ((offset + done) >>> 3) * Mix.STEP;
        int last = length - 8;
        for (; done <= last; done += 8) {
            LONG.set(target, at + done, Mix.mix(counter));
            counter += Mix.STEP;
        }
        for (; done < length; done++) {
            target[at + done] = byteAt(offset + done);
        }
    }

    private byte byteAt(long offset) {
        return (byte) (Mix.mix(seed + (offset >>> 3) * Mix.STEP) >>> (8 * (int) (offset & 7)));
    }

    /** The SHA-256 of the whole content in lower-case hexadecimal. Takes time for a large file, the first time. */
    public String sha256() {
        String known = sha256;
        if (known == null) {
            known = computeSha256(0, size);
            sha256 = known;
        }
        return known;
    }

    private String computeSha256(long from, long length) {
        return HexFormat.of().formatHex(sha256(from, length));
    }

    /** The SHA-256 of a range. */
    public byte[] sha256(long from, long length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] piece = new byte[(int) Math.min(HASH_STEP, length)];
            for (long done = 0; done < length; done += piece.length) {
                int count = (int) Math.min(piece.length, length - done);
                fill(from + done, piece, 0, count);
                digest.update(piece, 0, count);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "file " + id + " of " + size + " bytes in DC " + dataCentre;
    }
}
