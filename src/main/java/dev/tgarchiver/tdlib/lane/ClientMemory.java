package dev.tgarchiver.tdlib.lane;

import dev.tgarchiver.model.post.Post;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Estimates the memory that a client uses for the posts it has returned. TDLib keeps every post of the last minute in
 * memory, about 2 KB each. It never drops a file of a post, about 2 KB each, too (150,000 posts with files took 360 MB,
 * at 450 a second). No option changes either. A client that remembers too much must be replaced. For one thread.
 */
final class ClientMemory {

    /** The maximum of posts within {@link #KEPT} plus the weight of all files that the client has seen. */
    static final int MOST = 20_000;

    /** The weight of a file in posts: as large as a post, but never dropped. */
    static final int WEIGHT_OF_FILE = 3;

    /** A post leaves TDLib's memory 58 to 90 s after its last use (MessagesManager::unload_dialog). */
    static final Duration KEPT = Duration.ofSeconds(90);

    private final LongSupplier nanoTime;
    private long posts;
    private long files;
    private long since;

    ClientMemory(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        since = nanoTime.getAsLong();
    }

    /** Adds posts that the client has returned. */
    void add(List<Post> found) {
        posts += found.size();
        files += found.stream().filter(post -> post.media().isPresent()).count();
    }

    /** Whether the client must be replaced. */
    boolean areTooMany() {
        long now = nanoTime.getAsLong();
        if (now - since > KEPT.toNanos()) {
            posts = 0;
            since = now;
        }
        return posts + WEIGHT_OF_FILE * files >= MOST;
    }

    /** Resets the estimate for a new client. */
    void clear() {
        posts = 0;
        files = 0;
        since = nanoTime.getAsLong();
    }
}
