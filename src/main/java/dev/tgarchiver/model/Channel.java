package dev.tgarchiver.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A chat that can be archived.
 *
 * @param chatId as in {@link PostId}
 * @param title as its owner wrote it, unchecked: it may hold anything
 * @param username without the at sign, if it is public
 * @param furtherUsernames the other public names that lead to it now, without the at sign
 * @param type {@code channel}, {@code group}, {@code private} or {@code saved}
 */
public record Channel(long chatId, String title, Optional<String> username, List<String> furtherUsernames, Type type) {

    /** Copies the list. */
    public Channel {
        furtherUsernames = List.copyOf(furtherUsernames);
    }

    /** One that has no further public names. */
    public Channel(long chatId, String title, Optional<String> username, Type type) {
        this(chatId, title, username, List.of(), type);
    }

    /** What sort of chat it is. */
    public enum Type {
        CHANNEL,
        GROUP,
        PRIVATE,
        SAVED
    }

    /** Every public name that leads to it, the first one first. */
    public Stream<String> usernames() {
        return Stream.concat(username.stream(), furtherUsernames.stream());
    }

    /** How messages to the user call it, on one line: {@code @name}, or its title. */
    public String label() {
        return username.map(name -> "@" + name).orElseGet(() -> SingleLine.of(title));
    }
}
