package dev.tgarchiver.tdlib.media;

import dev.tgarchiver.tdlib.ClientLink;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a stalled download from a lost connection to Telegram. The clock stops while there is no connection. It
 * reports a stall only after Telegram has promptly answered another request. For one thread, which checks every few
 * seconds.
 */
public final class StallClock {

    /** The number of checks within which an answer is prompt; a later one means that the connection is slow. */
    private static final int PROMPT = 5;

    private final ClientLink link;
    private final long stall;
    private final Supplier<CompletableFuture<Boolean>> probing;

    /** The time before this does not count. */
    private long from;

    private @Nullable CompletableFuture<Boolean> probe;

    /** The checks since the probe. */
    private int checks;

    /** @param stall the time without a new byte after which a download may count as stalled */
    public StallClock(ClientLink link, Duration stall) {
        this(link, stall, link::probe);
    }

    /** @param probing sends any request to Telegram */
    public StallClock(ClientLink link, Duration stall, Supplier<CompletableFuture<Boolean>> probing) {
        this.link = link;
        this.probing = probing;
        this.stall = stall.toNanos();
        from = link.all().nanoTime();
    }

    /**
     * Whether the download is stalled. Does not block.
     *
     * @param now the current time in nanoseconds, like all times here
     * @param lastByte the time of the last received byte
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
            checks = 0;
        }
        checks++;
        if (!probe.isDone()) {
            return false;
        }
        probe = null;
        if (checks <= PROMPT) {
            return true;
        }
        from = now;
        return false;
    }
}
