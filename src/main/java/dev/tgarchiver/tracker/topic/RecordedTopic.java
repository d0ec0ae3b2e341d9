package dev.tgarchiver.tracker.topic;

import dev.tgarchiver.model.post.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A topic of the archive.
 *
 * @param topic as last seen
 * @param directory the name of its folder, where a template has one: a safe name that no other topic of the channel has,
 *     chosen when the topic was first recorded
 * @param formerNames what it was called before, the latest first
 * @param deletedAt when Telegram was seen to have it no longer
 */
public record RecordedTopic(Topic topic, String directory, List<String> formerNames, Optional<Instant> deletedAt) {

    /** Copies the list. */
    public RecordedTopic {
        formerNames = List.copyOf(formerNames);
    }
}
