package dev.tgarchiver.model.post;

import java.util.Arrays;
import java.util.HexFormat;

/** The identity of what a post says: another hash is another version of the post. */
public final class ContentHash {

    /** Its bytes; enough for the versions of one post to never meet by chance. */
    public static final int BYTES = 16;

    private final byte[] bytes;

    /** @throws IllegalArgumentException unless there are {@link #BYTES} of them */
    public ContentHash(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash of " + bytes.length + " bytes");
        }
        this.bytes = bytes.clone();
    }

    /** A copy of its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
