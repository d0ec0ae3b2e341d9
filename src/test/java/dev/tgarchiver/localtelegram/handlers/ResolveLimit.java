package dev.tgarchiver.localtelegram.handlers;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.localtelegram.world.User;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How often an account may resolve names. Telegram publishes no numbers; accounts are reported to have waited for hours after
 * some hundred names (13078 s in TDLib's issue 1027). Here as many names may be resolved, and each a few times: a client that
 * asks for the same one again and again is what this is to find. Thread-safe.
 */
final class ResolveLimit {

    private static final int MOST = 200;
    private static final int MOST_OF_ONE = 5;
    private static final int SECONDS = 13_078;

    @GuardedBy("this")
    private final Map<String, Integer> counts = new HashMap<>();

    /** A user resolves a name; fails with a flood wait when that was too often. */
    synchronized void count(User user, String name) {
        if (user.isUnlimited()) {
            return;
        }
        int all = counts.merge(Long.toString(user.id()), 1, Integer::sum);
        int ofOne = counts.merge(user.id() + " " + name.toLowerCase(Locale.ROOT), 1, Integer::sum);
        if (all > MOST || ofOne > MOST_OF_ONE) {
            throw new RpcException(420, "FLOOD_WAIT_" + SECONDS);
        }
    }
}
