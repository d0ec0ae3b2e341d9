package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.handlers.RpcException.badRequest;
import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.crypto.AesIge;
import dev.tgarchiver.localtelegram.crypto.Bytes;
import dev.tgarchiver.localtelegram.crypto.Hash;
import dev.tgarchiver.localtelegram.crypto.MessageKeys;
import dev.tgarchiver.localtelegram.mtproto.AuthKey;
import dev.tgarchiver.localtelegram.mtproto.Session;
import dev.tgarchiver.localtelegram.mtproto.Sessions;
import dev.tgarchiver.localtelegram.tl.TlException;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.tl.TlReader;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import dev.tgarchiver.localtelegram.world.WorldListener;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What happens to a log-in afterwards: it is carried to other data centres, bound to temporary keys, and ended. */
final class AuthorizationMethods implements WorldListener {

    private static final int MESSAGE_KEY_END = 24;

    private final World world;
    private final Logins logins;
    private final Sessions sessions;
    private final Map<String, Exported> exported = new ConcurrentHashMap<>();

    /** A stand-in: accounts are reported to wait for about so long after a hundred or so. */
    private final CallLimit exports = new CallLimit(100, 2_856);

    /** A login on its way to another data centre, and only there. */
    private record Exported(long userId, int dataCentre) {}

    AuthorizationMethods(World world, Logins logins, Sessions sessions) {
        this.world = world;
        this.logins = logins;
        this.sessions = sessions;
    }

    void addTo(Methods methods) {
        methods.add("auth.exportAuthorization", this::export);
        methods.addOpen("auth.importAuthorization", this::importAuthorization);
        methods.addOpen("auth.bindTempAuthKey", this::bind);
        methods.addOpen("auth.dropTempAuthKeys", (arguments, caller) -> true);
        methods.addOpen("auth.logOut", (arguments, caller) -> logOut(caller));
        methods.add("account.updateStatus", (arguments, caller) -> true);
    }

    @Override
    public void sessionsRevoked(User user) {
        sessions.keys().logOutEverywhere(user.id());
        // A client that is idle notices only when it is made to ask something.
        sessions.all().stream().filter(Session::wantsUpdates).forEach(session -> session.push(tl("updatesTooLong")));
    }

    private TlObject export(TlObject arguments, Caller caller) {
        int target = arguments.intAt("dc_id");
        if (target == caller.dataCentre() || !ConfigMethods.isDataCentre(target)) {
            throw badRequest("DC_ID_INVALID");
        }
        exports.count(caller.user(), "");
        byte[] ticket = Bytes.random(64);
        exported.put(
                HexFormat.of().formatHex(ticket), new Exported(caller.user().id(), target));
        return tl("auth.exportedAuthorization").set("id", caller.user().id()).set("bytes", ticket);
    }

    private TlObject importAuthorization(TlObject arguments, Caller caller) {
        Exported ticket = exported.remove(HexFormat.of().formatHex(arguments.bytesAt("bytes")));
        User user = ticket == null ? null : world.findUser(ticket.userId());
        if (ticket == null || user == null || ticket.dataCentre() != caller.dataCentre()) {
            throw badRequest("AUTH_BYTES_INVALID");
        }
        if (user.id() != arguments.longAt("id")) {
            throw badRequest("USER_ID_INVALID");
        }
        return logins.complete(user, caller);
    }

    private TlObject logOut(Caller caller) {
        sessions.keys().setUser(caller.key(), 0);
        return tl("auth.loggedOut");
    }

    /** The client proves, in the manner of MTProto 1.0, that it has the permanent key that the temporary is to serve. */
    private Object bind(TlObject arguments, Caller caller) {
        AuthKey permanent = sessions.keys().find(arguments.longAt("perm_auth_key_id"));
        AuthKey temporary = caller.session().key();
        if (permanent == null || !temporary.isTemporary()) {
            throw badRequest("ENCRYPTED_MESSAGE_INVALID");
        }
        TlObject inner = decrypt(permanent, arguments.bytesAt("encrypted_message"));
        if (inner.longAt("nonce") != arguments.longAt("nonce")
                || inner.longAt("temp_auth_key_id") != temporary.id()
                || inner.longAt("perm_auth_key_id") != permanent.id()
                || inner.longAt("temp_session_id") != caller.session().id()) {
            throw badRequest("ENCRYPTED_MESSAGE_INVALID");
        }
        sessions.keys().bind(temporary, permanent);
        return true;
    }

    private static TlObject decrypt(AuthKey key, byte[] message) {
        byte[] messageKey = Bytes.slice(message, 8, MESSAGE_KEY_END);
        MessageKeys keys = MessageKeys.deriveVersion1(key.secret(), messageKey);
        byte[] plain = new AesIge()
                .decrypt(
                        keys.aesKey(),
                        keys.aesIv(),
                        message,
                        MESSAGE_KEY_END,
                        (message.length - MESSAGE_KEY_END) & -16);
        try {
            TlReader reader = new TlReader(plain);
            // A random number of 16 bytes, the message id and the sequence number: of no use here.
            reader.readRaw(28);
            int length = reader.readInt();
            TlObject inner = new TlReader(reader.readRaw(length)).readObject();
            byte[] hash = Hash.sha1(Bytes.slice(plain, 0, 32 + length));
            if (Arrays.equals(Bytes.slice(hash, 4, 20), messageKey)) {
                return inner;
            }
        } catch (TlException e) {
            // Decrypted with the wrong key: nothing in it makes sense.
        }
        throw badRequest("ENCRYPTED_MESSAGE_INVALID");
    }
}
