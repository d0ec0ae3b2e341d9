package dev.tgarchiver.tracker.query;

import dev.tgarchiver.tracker.TrackerFailure;
import java.util.List;

/**
 * Reads what a query finds, part by part: memory does not grow with the number of posts. Each part sees the archive as it
 * is then. For one thread.
 */
public interface PostCursor {

    /** The next posts, at most {@code most}; fewer only at the end, and none after it. */
    List<FoundPost> next(int most) throws TrackerFailure;

    /** Whether too many posts have the words, so that only the newest of them were put in order of relevance. */
    boolean isCapped();
}
