package dev.tgarchiver.localtelegram.mtproto;

import java.util.concurrent.atomic.AtomicLong;

/** Gives out the server's message ids: the time in 2^-32 seconds, strictly growing. Thread-safe. */
final class MessageClock {

    /** The lowest two bits of an answer's id and of any other message's. */
    private static final int ANSWER = 1;

    private static final int NO_ANSWER = 3;

    /** A minute. */
    private static final long PUT_BACK = 60L << 32;

    private final AtomicLong last = new AtomicLong();
    private final ServerClock clock;

    MessageClock(ServerClock clock) {
        this.clock = clock;
    }

    long next(boolean answer) {
        long millis = clock.millis();
        long now = ((millis / 1000) << 32) + ((((millis % 1000) << 32) / 1000) & ~3L);
        // Growing, but for a clock that was put back.
        long base = last.updateAndGet(previous -> previous - now > PUT_BACK ? now : Math.max(now, previous + 4));
        return base | (answer ? ANSWER : NO_ANSWER);
    }
}
