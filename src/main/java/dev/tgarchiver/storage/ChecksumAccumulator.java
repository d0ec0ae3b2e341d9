package dev.tgarchiver.storage;

import dev.tgarchiver.model.Checksum;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes a checksum incrementally. For one thread. */
public final class ChecksumAccumulator {
    private final MessageDigest digest;
    private long size;

    /** An accumulator without bytes. */
    public ChecksumAccumulator() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds the first bytes of an array. */
    public void add(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
        size += length;
    }

    /** The checksum of the added bytes. Resets the accumulator. */
    public Checksum finish() {
        Checksum checksum = new Checksum(size, HexFormat.of().formatHex(digest.digest()));
        size = 0;
        return checksum;
    }
}
