package dev.tgarchiver.telegram;

import dev.tgarchiver.model.post.PostId;
import java.util.List;

/**
 * Looks up posts before their files are fetched, many in one call. Ignores failures, which {@link MediaSource#fetch}
 * meets again.
 */
public interface PostLookups {

    /** Prepares for posts of a chat that are likely to be looked up soon. Blocks; an interrupt ends it. */
    default void expect(long chatId) throws InterruptedException {}

    /**
     * Looks up posts together in one call, so that {@link MediaSource#fetch} need not look up each. Does not wait for
     * the answer; blocks only while the source prepares.
     *
     * @param posts at most a hundred posts of one chat
     */
    void lookUp(List<PostId> posts) throws InterruptedException;

    /** Whether the post was {@linkplain #lookUp looked up} and not fetched since. Never waits for Telegram. */
    boolean knows(PostId post);

    /** Looks up nothing. */
    PostLookups NONE = new PostLookups() {
        @Override
        public void lookUp(List<PostId> posts) {}

        @Override
        public boolean knows(PostId post) {
            return false;
        }
    };
}
