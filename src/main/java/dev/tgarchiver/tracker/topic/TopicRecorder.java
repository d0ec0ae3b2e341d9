package dev.tgarchiver.tracker.topic;

import dev.tgarchiver.model.post.Topic;
import dev.tgarchiver.model.post.TopicChange;
import dev.tgarchiver.tracker.TrackerFailure;
import java.time.Instant;
import java.util.Collection;

/** Records the topics of forums. The channel must have been remembered. */
public interface TopicRecorder extends TopicCatalog {

    /** Records topics as they are now. A name that has changed is kept as a former one; a deleted topic is back. */
    void recordTopics(long chatId, Collection<Topic> topics) throws TrackerFailure;

    /**
     * Records what service messages say, in any order: the names that topics had and, for a topic that was last seen
     * before the message, its state. A message that created a topic makes it known.
     */
    void recordTopicChanges(long chatId, Collection<TopicChange> changes) throws TrackerFailure;

    /** Marks topics that Telegram no longer has. They stay, with their posts. */
    void recordTopicsDeleted(long chatId, Collection<Long> numbers, Instant at) throws TrackerFailure;
}
