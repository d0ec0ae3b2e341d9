package dev.tgarchiver.tdlib;

import dev.tgarchiver.tdlib.binding.TdError;
import java.time.Duration;

/**
 * A time limit of a wait for Telegram. Time without a connection does not count. The wait also ends when the process
 * gives up waiting for Telegram. For one thread.
 */
public final class Patience {

    /** The interval between checks whether the wait is over. */
    public static final Duration STEP = Duration.ofMillis(500);

    private final ClientLink link;
    private final long most;
    private long last;
    private long waited;

    public Patience(ClientLink link, Duration most) {
        this.link = link;
        this.most = most.toNanos();
        last = link.all().nanoTime();
    }

    /**
     * Whether the wait is over.
     *
     * @throws TdError when the process has given up waiting for Telegram
     */
    public boolean isOver() throws TdError {
        link.all().requireReachable();
        long now = link.all().nanoTime();
        if (!link.isDown()) {
            waited += now - last;
        }
        last = now;
        return waited >= most;
    }
}
