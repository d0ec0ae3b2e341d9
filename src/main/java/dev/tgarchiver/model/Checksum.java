package dev.tgarchiver.model;

/**
 * The size and hash of a file.
 *
 * @param size number of bytes read
 * @param sha256 64 hexadecimal digits in lower case
 */
public record Checksum(long size, String sha256) {}
