package dev.tgarchiver.telegram;

import dev.tgarchiver.model.post.Topic;
import java.util.List;

/**
 * Some of a forum's topics.
 *
 * @param total how many topics the forum has, about
 * @param end where the next page starts
 */
public record TopicPage(List<Topic> topics, int total, End end) {

    /** A page without topics. */
    public static final TopicPage EMPTY = new TopicPage(List.of(), 0, End.START);

    /** Copies the list. */
    public TopicPage {
        topics = List.copyOf(topics);
    }

    /**
     * The last topic of a page, as Telegram orders topics.
     *
     * @param date of its last message, in seconds
     * @param message its last message, as TDLib numbers it
     * @param topic its number
     */
    public record End(int date, long message, long topic) {

        /** Before the first topic. */
        public static final End START = new End(0, 0, 0);
    }
}
