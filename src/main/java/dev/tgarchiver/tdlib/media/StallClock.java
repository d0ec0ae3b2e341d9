package dev.tgarchiver.tdlib.media;

import dev.tgarchiver.tdlib.ClientLink;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells a download that does not move from a Telegram that cannot be reached. It stands still while there is no connection,
 * and before it says that a download is stalled, Telegram must have answered something else at once. For one thread, which
 * asks every few seconds.
 */
public final class StallClock {

    /** Of so many looks: later, it was the connection that was slow. */
    private static final int PROMPT = 5;

    private final ClientLink link;
    private final long stall;
    private final Supplier<CompletableFuture<Boolean>> probing;

    /** The time before this does not count. */
    private long from;

    private @Nullable CompletableFuture<Boolean> probe;

    /** Since the probe. */
    private int looks;

    /** @param stall how long a download may be without a new byte */
    public StallClock(ClientLink link, Duration stall) {
        this(link, stall, link::probe);
    }

    /** @param probing asks Telegram for anything */
    public StallClock(ClientLink link, Duration stall, Supplier<CompletableFuture<Boolean>> probing) {
        this.link = link;
        this.probing = probing;
        this.stall = stall.toNanos();
        from = link.all().nanoTime();
    }

    /**
     * Whether the download is stalled. Does not block.
     *
     * @param now in nanoseconds, as all others
     * @param lastByte when a byte last came
     */
    public boolean isStalled(long now, long lastByte) {
        if (link.isDown()) {
            from = now;
        }
        if (now - Math.max(from, lastByte) < stall) {
            probe = null;
            return false;
        }
        if (probe == null) {
            probe = probing.get();
            looks = 0;
        }
        looks++;
        if (!probe.isDone()) {
            return false;
        }
        probe = null;
        if (looks <= PROMPT) {
            return true;
        }
        from = now;
        return false;
    }
}
