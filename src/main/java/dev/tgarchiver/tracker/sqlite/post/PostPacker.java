package dev.tgarchiver.tracker.sqlite.post;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.post.IndexedText;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.RawMessage;
import dev.tgarchiver.post.IndexedTexts;
import dev.tgarchiver.post.RawCodec;
import dev.tgarchiver.tracker.post.ImportedPost;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Prepares posts before the database is locked, since that takes longer than to write them: compresses, finds words. */
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

    /** The messages of an export, compressed, of those of the posts that were not read whole. */
    public synchronized Map<PostId, byte[]> bodies(Collection<ImportedPost> posts) {
        Map<PostId, byte[]> bodies = new HashMap<>();
        for (ImportedPost imported : posts) {
            if (imported.post().detail().raw().isEmpty()) {
                bodies.put(imported.post().id(), codec.pack(imported.json()));
            }
        }
        return bodies;
    }

    /** The words by which the posts are found. */
    public Map<PostId, IndexedText> words(Collection<Post> posts) {
        Map<PostId, IndexedText> words = new HashMap<>();
        for (Post post : posts) {
            words.put(post.id(), wordsOf(post));
        }
        return words;
    }

    /** The words by which a post is found. */
    public static IndexedText wordsOf(Post post) {
        return post.detail().raw().map(RawMessage::words).orElseGet(() -> IndexedTexts.of(post));
    }

    @Override
    public synchronized void close() {
        codec.close();
    }
}
