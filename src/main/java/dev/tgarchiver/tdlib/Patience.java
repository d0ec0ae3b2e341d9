package dev.tgarchiver.tdlib;

import dev.tgarchiver.tdlib.binding.TdError;
import java.time.Duration;

/**
 * How long somebody waits for something that Telegram is to bring: while there is no connection the time does not count, and
 * when the whole process gives Telegram up, it is over. For one thread.
 */
public final class Patience {

    /** How often to look whether it is over, while waiting. */
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
     * Whether it is over.
     *
     * @throws TdError when nobody waits for Telegram any longer
     */
    public boolean isOver() throws TdError {
        link.all().requireHope();
        long now = link.all().nanoTime();
        if (!link.isDown()) {
            waited += now - last;
        }
        last = now;
        return waited >= most;
    }
}
