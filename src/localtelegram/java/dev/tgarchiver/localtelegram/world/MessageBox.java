package dev.tgarchiver.localtelegram.world;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * What numbers messages and events: each channel has its own, and all other chats of an account share one
 * (https://core.telegram.org/api/updates#message-related-event-sequences). Thread-safe.
 */
final class MessageBox {

    @GuardedBy("this")
    private int lastId;

    @GuardedBy("this")
    private int pts = 1;

    /** Takes a number of message ids that follow each other, and returns the first. */
    synchronized int takeIds(int count) {
        int first = lastId + 1;
        lastId += count;
        return first;
    }

    /** Counts events, and returns the counter after them. */
    synchronized int countEvents(int count) {
        pts += count;
        return pts;
    }

    /** The event counter. */
    synchronized int pts() {
        return pts;
    }
}
