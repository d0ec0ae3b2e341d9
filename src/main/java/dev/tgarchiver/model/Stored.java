package dev.tgarchiver.model;

import java.util.regex.Pattern;

/**
 * A file of the archive, whole and durable: where its bytes are, and what they are.
 *
 * @param path where it is below the archive's folder; may differ from what was asked for when that name was taken
 * @param size bytes
 * @param sha256 64 hexadecimal digits in lower case
 * @param linked whether the path is a further name for bytes that were in the archive before, so that they need no place
 *     of their own
 */
public record Stored(RelativePath path, long size, String sha256, boolean linked) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException when one of them cannot be
     */
    public Stored {
        if (size < 0) {
            throw new IllegalArgumentException("size " + size);
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("no SHA-256: " + sha256);
        }
    }

    /** The size and the hash. */
    public Checksum checksum() {
        return new Checksum(size, sha256);
    }
}
