package dev.tgarchiver.localtelegram.mtproto;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.crypto.AesIge;
import dev.tgarchiver.localtelegram.crypto.Bytes;
import dev.tgarchiver.localtelegram.crypto.DhGroup;
import dev.tgarchiver.localtelegram.crypto.Hash;
import dev.tgarchiver.localtelegram.crypto.ServerKey;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.tl.TlReader;
import dev.tgarchiver.localtelegram.tl.TlWriter;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exchange that gives client and server a common key: one per connection. A client may begin it again and again
 * without going on; TDLib does, to see whether a connection lives.
 */
final class Handshake {

    /** Two primes of 31 bits and their product. A client has to factorize it; which one it is does not matter here. */
    private static final long P = 1_229_739_323L;

    private static final long Q = 1_402_015_859L;
    private static final BigInteger PQ = BigInteger.valueOf(P).multiply(BigInteger.valueOf(Q));

    private final ServerKey serverKey;
    private final AuthKeys keys;
    private final ServerClock time;
    private final int dataCentre;
    private final AesIge ige = new AesIge();

    private byte[] nonce = new byte[0];
    private byte[] serverNonce = new byte[0];
    private byte[] newNonce = new byte[0];
    private boolean temporary;
    private @Nullable BigInteger secret;

    Handshake(ServerKey serverKey, AuthKeys keys, ServerClock time, int dataCentre) {
        this.serverKey = serverKey;
        this.keys = keys;
        this.time = time;
        this.dataCentre = dataCentre;
    }

    /** Answers one step. */
    TlObject answer(TlObject request) {
        return switch (request.name()) {
            case "req_pq_multi" -> begin(request);
            case "req_DH_params" -> offerGroup(request);
            case "set_client_DH_params" -> complete(request);
            default -> throw new ProtocolException(request.name() + " must be encrypted");
        };
    }

    private TlObject begin(TlObject request) {
        nonce = request.bytesAt("nonce");
        serverNonce = Bytes.random(16);
        secret = null;
        return tl("resPQ")
                .set("nonce", nonce)
                .set("server_nonce", serverNonce)
                .set("pq", Bytes.bigEndian(PQ, 8))
                .set("server_public_key_fingerprints", List.of(serverKey.fingerprint()));
    }

    private TlObject offerGroup(TlObject request) {
        requireNonces(request);
        requireFactor(request.bytesAt("p"), P);
        requireFactor(request.bytesAt("q"), Q);
        if (request.longAt("public_key_fingerprint") != serverKey.fingerprint()) {
            throw new ProtocolException("The client uses a key that is not the server's");
        }
        TlObject inner = new TlReader(serverKey.decryptPadded(request.bytesAt("encrypted_data"))).readObject();
        requireNonces(inner);
        temporary = inner.is("p_q_inner_data_temp_dc");
        if (Math.abs(inner.intAt("dc")) % 10_000 != dataCentre) {
            throw new ProtocolException("A key for DC " + inner.intAt("dc") + " is asked of DC " + dataCentre);
        }
        newNonce = inner.bytesAt("new_nonce");
        secret = DhGroup.secret();
        byte[] answer = TlWriter.bytes(tl("server_DH_inner_data")
                .set("nonce", nonce)
                .set("server_nonce", serverNonce)
                .set("g", DhGroup.GENERATOR)
                .set("dh_prime", DhGroup.padded(DhGroup.PRIME))
                .set("g_a", DhGroup.power(secret))
                .set("server_time", time.seconds()));
        byte[] withHash = Bytes.concat(Hash.sha1(answer), answer);
        byte[] padded = Bytes.concat(withHash, Bytes.random(-withHash.length & 15));
        return tl("server_DH_params_ok")
                .set("nonce", nonce)
                .set("server_nonce", serverNonce)
                .set("encrypted_answer", ige.encrypt(temporaryKey(), temporaryIv(), padded));
    }

    private TlObject complete(TlObject request) {
        requireNonces(request);
        BigInteger ownSecret = secret;
        if (ownSecret == null) {
            throw new ProtocolException("set_client_DH_params before req_DH_params");
        }
        byte[] encrypted = request.bytesAt("encrypted_data");
        byte[] withHash = ige.decrypt(temporaryKey(), temporaryIv(), encrypted, 0, encrypted.length);
        TlReader reader = new TlReader(withHash, 20, withHash.length - 20);
        TlObject inner = reader.readObject();
        byte[] hash = Hash.sha1(Bytes.slice(withHash, 20, reader.position()));
        if (!Arrays.equals(hash, Bytes.slice(withHash, 0, 20))) {
            throw new ProtocolException("client_DH_inner_data does not fit its hash");
        }
        requireNonces(inner);
        BigInteger clientPublic = Bytes.number(inner.bytesAt("g_b"));
        if (!DhGroup.isPublicValue(clientPublic)) {
            throw new ProtocolException("g_b is no good public value");
        }
        byte[] authKey = DhGroup.padded(clientPublic.modPow(ownSecret, DhGroup.PRIME));
        keys.add(new AuthKey(authKey, dataCentre, temporary));
        secret = null;
        byte[] auxiliary = Bytes.slice(Hash.sha1(authKey), 0, 8);
        byte[] newNonceHash = Bytes.slice(Hash.sha1(newNonce, new byte[] {1}, auxiliary), 4, 20);
        return tl("dh_gen_ok")
                .set("nonce", nonce)
                .set("server_nonce", serverNonce)
                .set("new_nonce_hash1", newNonceHash);
    }

    private byte[] temporaryKey() {
        return Bytes.concat(Hash.sha1(newNonce, serverNonce), Bytes.slice(Hash.sha1(serverNonce, newNonce), 0, 12));
    }

    private byte[] temporaryIv() {
        return Bytes.concat(
                Bytes.slice(Hash.sha1(serverNonce, newNonce), 12, 20),
                Hash.sha1(newNonce, newNonce),
                Bytes.slice(newNonce, 0, 4));
    }

    private void requireNonces(TlObject object) {
        if (!Arrays.equals(object.bytesAt("nonce"), nonce)
                || !Arrays.equals(object.bytesAt("server_nonce"), serverNonce)) {
            throw new ProtocolException(object.name() + " belongs to another exchange");
        }
    }

    private static void requireFactor(byte[] found, long wanted) {
        if (!Bytes.number(found).equals(BigInteger.valueOf(wanted))) {
            throw new ProtocolException("The client factorized wrongly");
        }
    }
}
