package dev.tgarchiver.history;

import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import java.util.ArrayList;
import java.util.List;

/**
 * A page as it was read.
 *
 * @param posts newest first; empty when there are none
 * @param peers whom the posts name, without those who were recorded when it was read
 */
record ReadPage(List<Post> posts, List<Peer> peers) {

    /** The id of its first post. */
    long newest() {
        return posts.get(0).id().messageId();
    }

    /** The id of its last post. */
    long oldest() {
        return posts.get(posts.size() - 1).id().messageId();
    }

    /**
     * The page without posts below {@code bottom}, which were walked before or are out of bounds. Keeps an album at the
     * bottom whole, because any of its posts may have the caption.
     */
    ReadPage from(long bottom) {
        List<Post> within = new ArrayList<>();
        long album = 0;
        for (Post post : posts) {
            if (post.id().messageId() >= bottom || (post.albumId() != 0 && post.albumId() == album)) {
                within.add(post);
                album = post.albumId();
            }
        }
        return new ReadPage(within, peers);
    }
}
