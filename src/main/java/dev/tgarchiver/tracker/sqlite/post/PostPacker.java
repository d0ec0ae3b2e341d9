package dev.tgarchiver.tracker.sqlite.post;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.post.RawCodec;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Compresses the raw messages of posts before the database is locked, since that takes longer than to write them. */
public final class PostPacker implements AutoCloseable {

    @GuardedBy("this")
    private final RawCodec codec = new RawCodec();

    /** Those of the posts that were read whole. */
    public synchronized Map<PostId, PackedPost> pack(Collection<Post> posts) {
        Map<PostId, PackedPost> packed = new HashMap<>();
        for (Post post : posts) {
            post.detail()
                    .raw()
                    .ifPresent(raw -> packed.put(
                            post.id(),
                            new PackedPost(raw.hash(), raw.tdlib(), raw.remainder(), codec.pack(raw.json()))));
        }
        return packed;
    }

    @Override
    public synchronized void close() {
        codec.close();
    }
}
