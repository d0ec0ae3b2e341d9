package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether a client has fetched what came for its account while it was closed: what TDLib knows of chats with people is as old
 * as its database until then. Written by the receiving thread, read by others.
 */
final class CatchUp {

    /** TDLib tells this state when it is connected and has fetched the difference (StateManager::get_real_state). */
    private static final String DONE = "connectionStateReady";

    @GuardedBy("this")
    private boolean done;

    /** Takes note of an update, if it is of the connection's state. */
    synchronized void on(JsonNode update) {
        if (update.path("@type").asText().equals("updateConnectionState")) {
            done = update.path("state").path("@type").asText().equals(DONE);
            notifyAll();
        }
    }

    /** Waits until the client has caught up; false when it has not after {@code patience}. */
    synchronized boolean await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); !done && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return done;
    }
}
