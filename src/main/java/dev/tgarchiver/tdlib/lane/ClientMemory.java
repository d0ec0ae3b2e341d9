package dev.tgarchiver.tdlib.lane;

import dev.tgarchiver.model.Post;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What a client that is asked for posts remembers of them. TDLib keeps every post of the last minute in memory, about 2 KB
 * each, and every file of a post for ever, about as much again (150,000 posts with files took 360 MB, at 450 a second); no
 * option changes either. A client that remembers too much has to be replaced. For one thread.
 */
final class ClientMemory {

    /** Posts that one client is asked for within {@link #KEPT}, together with the weight of the files it has ever seen. */
    static final int MOST = 20_000;

    /** What a file counts for in posts: as large as one, but there to stay. */
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

    /** The client has answered with these. */
    void add(List<Post> found) {
        posts += found.size();
        files += found.stream().filter(post -> post.media().isPresent()).count();
    }

    /** Whether it is time for another client. */
    boolean areTooMany() {
        long now = nanoTime.getAsLong();
        if (now - since > KEPT.toNanos()) {
            posts = 0;
            since = now;
        }
        return posts + WEIGHT_OF_FILE * files >= MOST;
    }

    /** Another client begins. */
    void clear() {
        posts = 0;
        files = 0;
        since = nanoTime.getAsLong();
    }
}
