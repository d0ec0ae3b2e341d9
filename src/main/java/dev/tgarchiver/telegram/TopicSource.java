package dev.tgarchiver.telegram;

import dev.tgarchiver.model.post.Topic;
import java.util.Optional;

/** The topics of forums. All methods block. A source that knows posts only has no forums. */
public interface TopicSource {

    /** Whether a chat is a forum. Answers from memory, without a request to Telegram. */
    default boolean isForum(long chatId) throws TelegramFailure, InterruptedException {
        return false;
    }

    /** Topics of a forum after the end of another page, those with the newest posts first. */
    default TopicPage topics(long chatId, TopicPage.End after) throws TelegramFailure, InterruptedException {
        return TopicPage.EMPTY;
    }

    /** One topic of a forum; empty when it is deleted. */
    default Optional<Topic> topic(long chatId, long number) throws TelegramFailure, InterruptedException {
        return Optional.empty();
    }
}
