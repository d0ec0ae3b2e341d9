package dev.tgarchiver.tracker.topic;

import dev.tgarchiver.tracker.TrackerFailure;
import java.util.List;
import java.util.Optional;

/** The recorded topics of forums. */
public interface TopicCatalog {

    /** All topics of a channel, also those that are deleted at Telegram, in the order of their numbers. */
    List<RecordedTopic> topics(long chatId) throws TrackerFailure;

    /** The folder of a topic, if the topic is known; see {@link RecordedTopic#directory}. */
    Optional<String> topicDirectory(long chatId, long number) throws TrackerFailure;
}
