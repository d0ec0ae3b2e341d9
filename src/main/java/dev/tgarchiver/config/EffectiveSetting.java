package dev.tgarchiver.config;

/**
 * A setting as it is in force.
 *
 * @param key the full key
 * @param value the value with secrets masked, empty when it is not set
 * @param origin the source of the value
 */
public record EffectiveSetting(String key, String value, Origin origin) {}
