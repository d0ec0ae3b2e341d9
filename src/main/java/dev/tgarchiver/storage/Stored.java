package dev.tgarchiver.storage;

/**
 * A file of the archive, whole and durable.
 *
 * @param path where it is below the archive's folder; may differ from what was asked for when that name was taken
 * @param size bytes
 * @param sha256 64 hexadecimal digits in lower case
 */
public record Stored(RelativePath path, long size, String sha256) {}
