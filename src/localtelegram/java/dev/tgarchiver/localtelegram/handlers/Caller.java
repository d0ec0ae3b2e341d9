package dev.tgarchiver.localtelegram.handlers;

import dev.tgarchiver.localtelegram.mtproto.AuthKey;
import dev.tgarchiver.localtelegram.mtproto.Session;
import dev.tgarchiver.localtelegram.world.User;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call.
 *
 * @param key the permanent key that counts
 * @param loggedIn the user, or null before a log-in
 */
record Caller(Session session, AuthKey key, @Nullable User loggedIn) {

    User user() {
        if (loggedIn == null) {
            throw new RpcException(401, "AUTH_KEY_UNREGISTERED");
        }
        return loggedIn;
    }

    int dataCentre() {
        return key.dataCentre();
    }
}
