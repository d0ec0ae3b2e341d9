package dev.tgarchiver.model.post;

import java.time.Instant;
import java.util.Optional;

/**
 * What a service message says about a forum topic. What it does not say is empty.
 *
 * @param topic the topic's number
 * @param color of the icon without an emoji; only of a message that created the topic
 * @param creator who created it; only of a message that created the topic
 */
public record TopicChange(
        long topic,
        Instant at,
        Optional<String> name,
        Optional<Long> emoji,
        Optional<Integer> color,
        Optional<Boolean> closed,
        Optional<Boolean> hidden,
        Optional<Long> creator) {

    /** Whether the message created the topic. */
    public boolean isCreation() {
        return creator.isPresent();
    }
}
