package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.mtproto.AuthKeys;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.User;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The end that all ways to log in have in common: a second step if the account has one, then the authorization. */
final class Logins {

    private final AuthKeys keys;
    private final Map<Long, User> waitingForPassword = new ConcurrentHashMap<>();

    Logins(AuthKeys keys) {
        this.keys = keys;
    }

    /** The first step succeeded. Throws SESSION_PASSWORD_NEEDED when there is a second one. */
    TlObject passed(User user, Caller caller) {
        if (user.password() != null) {
            waitingForPassword.put(caller.key().id(), user);
            throw new RpcException(401, "SESSION_PASSWORD_NEEDED");
        }
        return complete(user, caller);
    }

    /** Every step succeeded. */
    TlObject complete(User user, Caller caller) {
        waitingForPassword.remove(caller.key().id());
        keys.setUser(caller.key(), user.id());
        return tl("auth.authorization").set("user", PeerObjects.user(user, user));
    }

    /** Who is about to log in with this key and owes the password. */
    @Nullable
    User waitingForPassword(Caller caller) {
        return waitingForPassword.get(caller.key().id());
    }
}
