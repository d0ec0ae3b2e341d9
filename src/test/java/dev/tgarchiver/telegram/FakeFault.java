package dev.tgarchiver.telegram;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.post.PostId;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What {@link FakeTelegram} answers instead: once, unless it is told to do so more often. Safe for any thread. */
public final class FakeFault {

    private final Supplier<TelegramFailure> failure;

    @GuardedBy("this")
    private Predicate<PostId> concerned = post -> true;

    @GuardedBy("this")
    private int left = 1;

    @GuardedBy("this")
    private long received;

    @GuardedBy("this")
    private int happened;

    FakeFault(Supplier<TelegramFailure> failure) {
        this.failure = failure;
    }

    /** As often; 0 ends it. */
    public synchronized FakeFault times(int times) {
        left = times;
        return this;
    }

    public FakeFault forever() {
        return times(Integer.MAX_VALUE);
    }

    /** Only for calls that begin with this post: of a page, of a look-up, of a file. */
    public FakeFault at(long messageId) {
        return when(post -> post.messageId() == messageId);
    }

    /** Only for calls that begin with such a post. */
    public synchronized FakeFault when(Predicate<PostId> posts) {
        concerned = posts;
        return this;
    }

    /** Only once a file has received as many bytes, which the next attempt resumes: a connection that is cut. */
    public synchronized FakeFault after(long bytes) {
        received = bytes;
        return this;
    }

    /** How often it has happened. */
    public synchronized int happened() {
        return happened;
    }

    /** Whether it happens to a file that has received as many bytes. */
    synchronized boolean isDue(PostId post, long bytes) {
        return left > 0 && bytes >= received && concerned.test(post);
    }

    /** How many bytes a file receives before it happens. */
    synchronized long received() {
        return received;
    }

    /** Throws, if it concerns this call. */
    synchronized void meet(PostId post, long bytes) throws TelegramFailure {
        if (isDue(post, bytes)) {
            left--;
            happened++;
            throw failure.get();
        }
    }
}
