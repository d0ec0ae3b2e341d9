package dev.tgarchiver.localtelegram.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Two-step verification: SRP as Telegram does it, the server's side and, for tests, the client's. */
public final class Srp {

    private static final int ITERATIONS = 100_000;
    private static final byte[] PRIME_BYTES = DhGroup.padded(DhGroup.PRIME);
    private static final byte[] GENERATOR_BYTES = DhGroup.padded(DhGroup.G);
    private static final BigInteger K = Bytes.number(Hash.sha256(PRIME_BYTES, GENERATOR_BYTES));

    private Srp() {}

    /** What the server keeps of a password: its salts and g to the power of its hash. */
    public static final class Verifier {

        private final byte[] salt1;
        private final byte[] salt2;
        private final BigInteger value;

        public Verifier(String password, byte[] salt1, byte[] salt2) {
            this.salt1 = salt1;
            this.salt2 = salt2;
            this.value = DhGroup.G.modPow(passwordNumber(password, salt1, salt2), DhGroup.PRIME);
        }

        public byte[] salt1() {
            return salt1;
        }

        public byte[] salt2() {
            return salt2;
        }
    }

    /** One attempt to log in, as the server sees it. */
    public static final class Challenge {

        private final Verifier verifier;
        private final BigInteger secret = DhGroup.secret();
        private final byte[] publicValue;

        public Challenge(Verifier verifier) {
            this.verifier = verifier;
            BigInteger masked = K.multiply(verifier.value).add(DhGroup.G.modPow(secret, DhGroup.PRIME));
            this.publicValue = DhGroup.padded(masked.mod(DhGroup.PRIME));
        }

        /** srp_B. */
        public byte[] publicValue() {
            return publicValue;
        }

        /** Whether the client that sent A and M1 knows the password. */
        public boolean accepts(byte[] clientPublicValue, byte[] proof) {
            BigInteger a = Bytes.number(clientPublicValue);
            if (!DhGroup.isPublicValue(a)) {
                return false;
            }
            byte[] aBytes = DhGroup.padded(a);
            BigInteger u = Bytes.number(Hash.sha256(aBytes, publicValue));
            BigInteger shared =
                    a.multiply(verifier.value.modPow(u, DhGroup.PRIME)).modPow(secret, DhGroup.PRIME);
            byte[] expected = proof(verifier.salt1, verifier.salt2, aBytes, publicValue, shared);
            return MessageDigest.isEqual(expected, proof);
        }
    }

    /** What a client sends: A and M1. */
    public static byte[][] answer(String password, byte[] salt1, byte[] salt2, byte[] serverPublicValue) {
        BigInteger secret = DhGroup.secret();
        byte[] a = DhGroup.power(secret);
        BigInteger x = passwordNumber(password, salt1, salt2);
        BigInteger u = Bytes.number(Hash.sha256(a, serverPublicValue));
        BigInteger base = Bytes.number(serverPublicValue)
                .subtract(K.multiply(DhGroup.G.modPow(x, DhGroup.PRIME)))
                .mod(DhGroup.PRIME);
        BigInteger shared = base.modPow(secret.add(u.multiply(x)), DhGroup.PRIME);
        return new byte[][] {a, proof(salt1, salt2, a, serverPublicValue, shared)};
    }

    private static byte[] proof(byte[] salt1, byte[] salt2, byte[] a, byte[] b, BigInteger shared) {
        return Hash.sha256(
                Bytes.xor(Hash.sha256(PRIME_BYTES), Hash.sha256(GENERATOR_BYTES)),
                Hash.sha256(salt1),
                Hash.sha256(salt2),
                a,
                b,
                Hash.sha256(DhGroup.padded(shared)));
    }

    private static BigInteger passwordNumber(String password, byte[] salt1, byte[] salt2) {
        byte[] first = salted(salted(password.getBytes(StandardCharsets.UTF_8), salt1), salt2);
        return Bytes.number(salted(pbkdf2(first, salt1), salt2));
    }

    private static byte[] salted(byte[] data, byte[] salt) {
        return Hash.sha256(salt, data, salt);
    }

    /** PBKDF2 with HMAC-SHA-512, its first block. By hand, because the JDK's takes characters and no bytes. */
    private static byte[] pbkdf2(byte[] password, byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(password, "HmacSHA512"));
            byte[] block = mac.doFinal(Bytes.concat(salt, new byte[] {0, 0, 0, 1}));
            byte[] result = block.clone();
            for (int i = 1; i < ITERATIONS; i++) {
                block = mac.doFinal(block);
                for (int j = 0; j < result.length; j++) {
                    result[j] ^= block[j];
                }
            }
            return result;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-512", e);
        }
    }
}
