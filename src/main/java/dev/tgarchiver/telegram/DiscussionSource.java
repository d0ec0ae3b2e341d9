package dev.tgarchiver.telegram;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import java.util.List;
import java.util.Optional;

/** Where the posts of channels are discussed, and what is said there. All methods block. */
public interface DiscussionSource extends PeerSource {

    /** A source without discussions. */
    DiscussionSource NONE = new DiscussionSource() {
        @Override
        public boolean knows(PostId comment) {
            return false;
        }

        @Override
        public Optional<Group> group(long chatId) {
            return Optional.empty();
        }

        @Override
        public List<Post> roots(PostId post) {
            return List.of();
        }

        @Override
        public Comments comments(PostId post, long before) {
            return new Comments(List.of(), 0);
        }
    };

    /**
     * A channel's discussion group.
     *
     * @param whole whether this account can read its history; otherwise the comments are read post by post
     */
    record Group(Channel group, boolean whole) {}

    /**
     * Comments of a post, the newest first.
     *
     * @param total how many the post has, as Telegram counts them
     */
    record Comments(List<Post> comments, int total) {

        /** Copies the list. */
        public Comments {
            comments = List.copyOf(comments);
        }
    }

    /** Whether a comment is known without a request to Telegram. */
    boolean knows(PostId comment) throws TelegramFailure, InterruptedException;

    /** The group in which a channel's posts are discussed; empty when it has none. */
    Optional<Group> group(long chatId) throws TelegramFailure, InterruptedException;

    /**
     * What stands for a channel's post in its discussion group: one post, or those of an album; empty when the post has no
     * comments, or was deleted here or there.
     */
    List<Post> roots(PostId post) throws TelegramFailure, InterruptedException;

    /**
     * Comments of a channel's post that are older than the comment {@code before}; 0 for the newest. A page may be short; only
     * an empty one means that there is nothing older.
     */
    Comments comments(PostId post, long before) throws TelegramFailure, InterruptedException;
}
