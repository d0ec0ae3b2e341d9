package dev.tgarchiver.model.post;

import java.util.List;

/**
 * A user or chat that a post names, as it was seen.
 *
 * @param id a user's is positive, a chat's negative, as TDLib writes them
 * @param kind what it is
 * @param name the full name or title; empty for a deleted account
 * @param usernames the active ones, without {@code @}
 * @param photo the unique id of its picture; empty when it has none
 */
public record Peer(long id, Kind kind, String name, List<String> usernames, String photo) {

    /** What a peer is. The names in lower case are the words of the tracker. */
    public enum Kind {
        USER,
        BOT,
        DELETED,
        CHANNEL,
        GROUP,
        PRIVATE
    }
}
