package dev.tgarchiver.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file holds.
 *
 * @param size bytes that were read
 * @param sha256 64 hexadecimal digits in lower case
 */
public record Checksum(long size, String sha256) {

    /** Little enough to be taken anew for each of many small files, enough that reading a large one costs few calls. */
    static final int BUFFER_BYTES = 128 << 10;

    /** Reads a whole file. Blocks as long as that takes; memory does not depend on the file's size. */
    public static Checksum sha256(Path file) throws StorageFailure {
        return new ChecksumReader().sha256(file);
    }

    /** Whether a file has this size and content. The content is only read when the size is right. */
    public boolean matches(Path file) throws StorageFailure {
        try {
            return Files.size(file) == size && sha256(file).equals(this);
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    /** A checksum that grows. Used by one thread. */
    static final class Accumulator {
        private final MessageDigest digest;
        private long size;

        Accumulator() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        void add(byte[] bytes, int length) {
            digest.update(bytes, 0, length);
            size += length;
        }

        /** What has been added; after that it is empty again. */
        Checksum finish() {
            Checksum checksum = new Checksum(size, HexFormat.of().formatHex(digest.digest()));
            size = 0;
            return checksum;
        }
    }
}
