package dev.tgarchiver.tracker;

import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.post.ReindexCounts;
import java.util.Collection;

/** Makes everything again that is read from the posts' raw messages. */
public interface Reindexing {

    /** Receives how far it is, on the calling thread. */
    interface Listener {

        /** Ignores it. */
        Listener NONE = new Listener() {
            @Override
            public void resumed(long posts) {
                // Nothing shows it.
            }

            @Override
            public void done(long posts) {
                // Nothing shows it.
            }

            @Override
            public void unreadable(PostId post, String reason) {
                // The next reindex names it.
            }
        };

        /** An earlier call that did not come to its end has done this many posts. */
        void resumed(long posts);

        /** More posts are done. */
        void done(long posts);

        /** A raw message cannot be read; the post stays as it is. */
        void unreadable(PostId post, String reason);
    }

    /**
     * Brings a remembered channel's posts, the files that they hold, and the counts of what they leave out in line with
     * the posts' raw messages. Newly found files become pending if the channel's last selection wants them; files that
     * a post no longer holds leave it, and the states of stored files stay. Posts without a raw message stay as they
     * are. Other processes must not record posts meanwhile.
     *
     * <p>Blocks; uses all processors. A call after one that did not come to its end resumes where that one stopped,
     * unless the channel's selection or the program has changed; a channel that is done is not looked at again until
     * {@link #endReindex}.
     *
     * @return the counts, with those of the earlier call
     * @throws InterruptedException between two portions
     */
    ReindexCounts reindex(long chatId, Listener listener) throws TrackerFailure, InterruptedException;

    /** Notes that all is done of these channels, so that the next call starts again. */
    void endReindex(Collection<Long> chatIds) throws TrackerFailure;
}
