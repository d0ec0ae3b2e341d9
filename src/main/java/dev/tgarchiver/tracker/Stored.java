package dev.tgarchiver.tracker;

import java.util.regex.Pattern;

/**
 * Where a file's bytes are, and what they are.
 *
 * @param path relative to the output folder
 * @param size bytes on disk
 * @param sha256 in lower-case hexadecimal digits
 * @param linked whether the path is a further name for bytes that were in the archive before, so that they need no place
 *     of their own
 */
public record Stored(String path, long size, String sha256, boolean linked) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Stored {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a stored file has a path");
        }
        if (size < 0) {
            throw new IllegalArgumentException("size " + size);
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("no SHA-256: " + sha256);
        }
    }
}
