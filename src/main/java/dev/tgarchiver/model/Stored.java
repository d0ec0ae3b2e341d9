package dev.tgarchiver.model;

import java.util.regex.Pattern;

/**
 * A complete and durable file of the archive: its path, size and hash.
 *
 * @param path path below the archive's folder; differs from the requested one if that was taken
 * @param size bytes
 * @param sha256 64 hexadecimal digits in lower case
 * @param linked whether the path is another name for bytes that were already in the archive, so that they need no space
 *     of their own
 */
public record Stored(RelativePath path, long size, String sha256, boolean linked) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException when one of them is invalid
     */
    public Stored {
        if (size < 0) {
            throw new IllegalArgumentException("size " + size);
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
    }

    /** The size and the hash. */
    public Checksum checksum() {
        return new Checksum(size, sha256);
    }
}
