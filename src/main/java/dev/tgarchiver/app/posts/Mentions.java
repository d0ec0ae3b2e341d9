package dev.tgarchiver.app.posts;

import java.time.Instant;
import java.util.List;

/**
 * What posts name most.
 *
 * @param mentions the most frequent first
 * @param others how many more there are
 */
public record Mentions(Kind kind, List<Mention> mentions, long others) {

    public Mentions {
        mentions = List.copyOf(mentions);
    }

    /** What is counted. */
    public enum Kind {
        /** Addresses in texts and captions. */
        LINK,
        /** The sites of these addresses. */
        SITE,
        HASHTAG,
        SENDER
    }

    /**
     * One of them.
     *
     * @param name the address, the site, the hashtag with its number sign, or the sender's name; unchecked
     * @param id of the sender; 0 for others
     * @param posts how many posts name it
     * @param last the date of the newest of them
     */
    public record Mention(String name, long id, long posts, Instant last) {}
}
