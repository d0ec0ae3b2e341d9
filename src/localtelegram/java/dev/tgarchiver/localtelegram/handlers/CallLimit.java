package dev.tgarchiver.localtelegram.handlers;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.localtelegram.world.User;
import java.util.HashMap;
import java.util.Map;

/** How often a user may do something; then Telegram asks to wait. Nothing is forgiven as time passes. Thread-safe. */
final class CallLimit {

    private final int most;
    private final int seconds;

    @GuardedBy("this")
    private final Map<String, Integer> counts = new HashMap<>();

    CallLimit(int most, int seconds) {
        this.most = most;
        this.seconds = seconds;
    }

    /** Counts that a user does it to something; fails with a flood wait when that was too often. */
    synchronized void count(User user, String what) {
        if (!user.isUnlimited() && counts.merge(user.id() + " " + what, 1, Integer::sum) > most) {
            throw new RpcException(420, "FLOOD_WAIT_" + seconds);
        }
    }
}
