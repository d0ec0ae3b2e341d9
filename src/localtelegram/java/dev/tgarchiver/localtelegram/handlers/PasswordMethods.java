package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.handlers.RpcException.badRequest;
import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.crypto.Bytes;
import dev.tgarchiver.localtelegram.crypto.DhGroup;
import dev.tgarchiver.localtelegram.crypto.Srp;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.User;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Two-step verification. */
final class PasswordMethods {

    private static final String ALGORITHM = "passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow";

    private final Logins logins;
    private final Map<Long, Srp.Challenge> challenges = new ConcurrentHashMap<>();

    PasswordMethods(Logins logins) {
        this.logins = logins;
    }

    void addTo(Methods methods) {
        methods.addOpen("account.getPassword", (arguments, caller) -> getPassword(caller));
        methods.addOpen("auth.checkPassword", this::checkPassword);
    }

    private TlObject getPassword(Caller caller) {
        User waiting = logins.waitingForPassword(caller);
        User user = waiting == null ? caller.user() : waiting;
        TlObject answer = tl("account.password")
                .set("new_algo", algorithm(Bytes.random(8), Bytes.random(16)))
                .set(
                        "new_secure_algo",
                        tl("securePasswordKdfAlgoPBKDF2HMACSHA512iter100000").set("salt", Bytes.random(8)))
                .set("secure_random", Bytes.random(256));
        Srp.Verifier verifier = user.password();
        if (verifier == null) {
            return answer;
        }
        Srp.Challenge challenge = new Srp.Challenge(verifier);
        long id = Bytes.randomLong();
        challenges.put(id, challenge);
        return answer.flag("has_password", true)
                .set("current_algo", algorithm(verifier.salt1(), verifier.salt2()))
                .set("srp_B", challenge.publicValue())
                .set("srp_id", id)
                .setIf(!user.passwordHint().isEmpty(), "hint", user.passwordHint());
    }

    private TlObject checkPassword(TlObject arguments, Caller caller) {
        User user = waiting(caller);
        TlObject proof = arguments.objectAt("password");
        if (!proof.is("inputCheckPasswordSRP")) {
            throw badRequest("PASSWORD_HASH_INVALID");
        }
        Srp.Challenge challenge = challenges.remove(proof.longAt("srp_id"));
        if (challenge == null) {
            throw badRequest("SRP_ID_INVALID");
        }
        if (!challenge.accepts(proof.bytesAt("A"), proof.bytesAt("M1"))) {
            throw badRequest("PASSWORD_HASH_INVALID");
        }
        return logins.complete(user, caller);
    }

    private User waiting(Caller caller) {
        @Nullable User waiting = logins.waitingForPassword(caller);
        if (waiting == null) {
            throw new RpcException(401, "AUTH_KEY_UNREGISTERED");
        }
        return waiting;
    }

    private static TlObject algorithm(byte[] salt1, byte[] salt2) {
        return tl(ALGORITHM)
                .set("salt1", salt1)
                .set("salt2", salt2)
                .set("g", DhGroup.GENERATOR)
                .set("p", DhGroup.padded(DhGroup.PRIME));
    }
}
