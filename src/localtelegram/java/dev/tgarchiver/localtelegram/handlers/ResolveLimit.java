package dev.tgarchiver.localtelegram.handlers;

import dev.tgarchiver.localtelegram.world.User;
import java.util.Locale;

/**
 * How often an account may resolve names. Telegram publishes no numbers; accounts are reported to have waited for hours after
 * some hundred names (13078 s in TDLib's issue 1027). Here as many names may be resolved, and each a few times: a client that
 * asks for the same one again and again is what this is to find. Thread-safe.
 */
final class ResolveLimit {

    private static final int SECONDS = 13_078;

    private final CallLimit all = new CallLimit(200, SECONDS);
    private final CallLimit ofOne = new CallLimit(5, SECONDS);

    /** A user resolves a name; fails with a flood wait when that was too often. */
    void count(User user, String name) {
        all.count(user, "");
        ofOne.count(user, name.toLowerCase(Locale.ROOT));
    }
}
