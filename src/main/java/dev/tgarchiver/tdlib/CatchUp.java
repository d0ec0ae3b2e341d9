package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.time.Time;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether a client has fetched the updates that its account missed while it was closed. Until then, TDLib's view of
 * chats with people is as old as its database. The receiving thread writes it, other threads read it.
 */
final class CatchUp {

    /** TDLib reports this state when it is connected and has fetched the difference (StateManager::get_real_state). */
    private static final String DONE = "connectionStateReady";

    @GuardedBy("this")
    private boolean done;

    /** Records an update, if it is one of the connection's state. */
    synchronized void on(JsonNode update) {
        if (update.path("@type").asText().equals("updateConnectionState")) {
            done = update.path("state").path("@type").asText().equals(DONE);
            notifyAll();
        }
    }

    /** Waits until the client has caught up; false when it has not after {@code patience}. */
    synchronized boolean await(Duration patience) throws InterruptedException {
        long end = Time.SYSTEM.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); !done && left > 0; left = end - Time.SYSTEM.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return done;
    }
}
