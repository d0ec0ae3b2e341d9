package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.mtproto.Session;
import dev.tgarchiver.localtelegram.mtproto.Sessions;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.LoginToken;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import dev.tgarchiver.localtelegram.world.WorldListener;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Logging in by QR code: the client shows a token, a telephone accepts it, the client is told to ask again. */
final class QrMethods implements WorldListener {

    private static final int LIFETIME_SECONDS = 30;

    private final World world;
    private final Logins logins;
    private final Sessions sessions;

    /** The last token of each authorization key. */
    private final Map<Long, LoginToken> tokens = new ConcurrentHashMap<>();

    QrMethods(World world, Logins logins, Sessions sessions) {
        this.world = world;
        this.logins = logins;
        this.sessions = sessions;
    }

    void addTo(Methods methods) {
        methods.addOpen("auth.exportLoginToken", (arguments, caller) -> export(caller));
        methods.addOpen("auth.importLoginToken", this::importToken);
    }

    @Override
    public void loginTokenAccepted(LoginToken token) {
        TlObject update =
                tl("updateShort").set("update", tl("updateLoginToken")).set("date", PeerObjects.now());
        for (Session session : sessions.all()) {
            long keyId = sessions.keys().effective(session.key()).id();
            if (session.wantsUpdates() && tokens.get(keyId) == token) {
                session.push(update);
            }
        }
    }

    private TlObject export(Caller caller) {
        LoginToken last = tokens.get(caller.key().id());
        User acceptedBy = last == null ? null : last.acceptedBy();
        if (last == null || acceptedBy == null) {
            LoginToken fresh = world.newLoginToken();
            tokens.put(caller.key().id(), fresh);
            return tl("auth.loginToken")
                    .set("expires", PeerObjects.now() + LIFETIME_SECONDS)
                    .set("token", fresh.bytes());
        }
        if (acceptedBy.dataCentre() != caller.dataCentre()) {
            return tl("auth.loginTokenMigrateTo")
                    .set("dc_id", acceptedBy.dataCentre())
                    .set("token", last.bytes());
        }
        return success(acceptedBy, caller);
    }

    private TlObject importToken(TlObject arguments, Caller caller) {
        User acceptedBy = acceptedBy(arguments.bytesAt("token"));
        if (acceptedBy == null) {
            throw RpcException.badRequest("AUTH_TOKEN_INVALID");
        }
        return success(acceptedBy, caller);
    }

    private @Nullable User acceptedBy(byte[] token) {
        return tokens.values().stream()
                .filter(known -> Arrays.equals(known.bytes(), token) && known.acceptedBy() != null)
                .findFirst()
                .map(LoginToken::acceptedBy)
                .orElse(null);
    }

    private TlObject success(User user, Caller caller) {
        tokens.remove(caller.key().id());
        return tl("auth.loginTokenSuccess").set("authorization", logins.passed(user, caller));
    }
}
