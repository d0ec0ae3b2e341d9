package dev.tgarchiver.model;

import dev.tgarchiver.model.post.PostId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A chat that can be archived.
 *
 * @param chatId as in {@link PostId}
 * @param title as its owner wrote it, unchecked: it may hold anything
 * @param username without the at sign, if it is public
 * @param furtherUsernames its other public names at present, without the at sign
 * @param type {@code channel}, {@code group}, {@code private} or {@code saved}
 */
public record Channel(long chatId, String title, Optional<String> username, List<String> furtherUsernames, Type type) {

    /** Copies the list. */
    public Channel {
        furtherUsernames = List.copyOf(furtherUsernames);
    }

    /** A channel without further public names. */
    public Channel(long chatId, String title, Optional<String> username, Type type) {
        this(chatId, title, username, List.of(), type);
    }

    /** The type of a chat. */
    public enum Type {
        CHANNEL,
        GROUP,
        PRIVATE,
        SAVED
    }

    /** Every public name of the channel, the main one first. */
    public Stream<String> usernames() {
        return Stream.concat(username.stream(), furtherUsernames.stream());
    }

    /** The channel's name for messages, on one line: {@code @name}, or its title. */
    public String label() {
        return username.map(name -> "@" + name).orElseGet(() -> SingleLine.of(title));
    }
}
