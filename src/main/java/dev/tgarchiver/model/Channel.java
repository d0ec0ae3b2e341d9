package dev.tgarchiver.model;

import java.util.Optional;

/**
 * A chat that can be archived.
 *
 * @param chatId as in {@link PostId}
 * @param title as its owner wrote it, unchecked: it may hold anything
 * @param username without the at sign, if it is public
 * @param type {@code channel}, {@code group}, {@code private} or {@code saved}
 */
public record Channel(long chatId, String title, Optional<String> username, Type type) {

    /** What sort of chat it is. */
    public enum Type {
        CHANNEL,
        GROUP,
        PRIVATE,
        SAVED
    }

    /** How messages to the user call it, on one line: {@code @name}, or its title. */
    public String label() {
        return username.map(name -> "@" + name).orElseGet(() -> OneLine.of(title));
    }
}
