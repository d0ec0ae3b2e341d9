package dev.tgarchiver.app.posts;

import java.util.List;
import java.util.Optional;

/**
 * Which posts a command is about, as a user writes it. Several values of one kind mean any of them; different kinds must
 * all hold. What is empty does not restrict.
 *
 * @param channels as {@link dev.tgarchiver.app.open.ArchivedChannels#named} takes them
 * @param senders names, usernames or ids
 * @param topics names or numbers of forum topics
 * @param minSize of a file
 */
public record PostSelection(
        List<String> channels,
        List<String> senders,
        List<String> topics,
        List<String> types,
        List<String> roles,
        Optional<String> since,
        Optional<String> until,
        List<String> has,
        List<String> hashtags,
        boolean deleted,
        boolean edited,
        Optional<String> minSize) {

    /** Every post. */
    public static final PostSelection EVERY_POST = new PostSelection(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            false,
            false,
            Optional.empty());

    public PostSelection {
        channels = List.copyOf(channels);
        senders = List.copyOf(senders);
        topics = List.copyOf(topics);
        types = List.copyOf(types);
        roles = List.copyOf(roles);
        has = List.copyOf(has);
        hashtags = List.copyOf(hashtags);
    }
}
