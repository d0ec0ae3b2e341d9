package dev.tgarchiver.model;

/**
 * What a file holds.
 *
 * @param size bytes that were read
 * @param sha256 64 hexadecimal digits in lower case
 */
public record Checksum(long size, String sha256) {}
