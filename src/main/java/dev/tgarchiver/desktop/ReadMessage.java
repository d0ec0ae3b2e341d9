package dev.tgarchiver.desktop;

import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.TopicChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message of an export.
 *
 * @param post with a raw message if the export has it whole
 * @param known whether its kind is known here; else it is kept, and its words are not found
 * @param earlier what it said before, the oldest first
 * @param deletedAt when Telegram was seen to have it no longer
 * @param topic what it says of a forum topic
 * @param peers whom it names
 * @param files what the export says of its files
 */
public record ReadMessage(
        Post post,
        boolean known,
        List<Earlier> earlier,
        Optional<Instant> deletedAt,
        Optional<TopicChange> topic,
        List<Peer> peers,
        List<File> files) {

    /** Copies the lists. */
    public ReadMessage {
        earlier = List.copyOf(earlier);
        peers = List.copyOf(peers);
        files = List.copyOf(files);
    }

    /** An earlier version. */
    public record Earlier(Optional<Instant> editDate, String text) {}

    /**
     * A file.
     *
     * @param uniqueId Telegram's; empty for the file that makes the post one of its kind, where the export does not have it
     * @param state whether the export has it, and why not
     * @param path in the export, unchecked; empty unless it has it
     */
    public record File(String uniqueId, State state, String path) {}

    /** What Telegram Desktop says in place of a path. */
    public enum State {
        INCLUDED,
        NOT_INCLUDED,
        TOO_LARGE,
        UNAVAILABLE
    }
}
