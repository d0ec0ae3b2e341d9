package dev.tgarchiver.localtelegram.mtproto;

import java.time.Duration;

/** What time the server believes it is: the machine's, or another one. Thread-safe. */
public final class ServerClock {

    /** So far may a client's message ids lie behind the server's clock, and before it. */
    private static final long PAST_SECONDS = 300;

    private static final long FUTURE_SECONDS = 30;

    /** The codes of bad_msg_notification. */
    private static final int TOO_LOW = 16;

    private static final int TOO_HIGH = 17;

    private volatile long aheadMillis;

    /** From now on the clock goes so much before the machine's; negative for behind. */
    public void ahead(Duration duration) {
        aheadMillis = duration.toMillis();
    }

    long millis() {
        return System.currentTimeMillis() + aheadMillis;
    }

    int seconds() {
        return (int) (millis() / 1000);
    }

    /** What is wrong with a client's message id, as the code of bad_msg_notification; 0 when nothing is. */
    int judge(long messageId) {
        long seconds = (messageId >>> 32) - seconds();
        if (seconds < -PAST_SECONDS) {
            return TOO_LOW;
        }
        return seconds > FUTURE_SECONDS ? TOO_HIGH : 0;
    }
}
