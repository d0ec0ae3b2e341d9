package dev.tgarchiver.localtelegram.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-1, SHA-256 and HMAC-SHA-256 of several byte strings in a row. */
public final class Hash {

    private static final String HMAC_SHA256 = "HmacSHA256";

    private Hash() {}

    public static byte[] sha1(byte[]... parts) {
        return digest("SHA-1", parts);
    }

    public static byte[] sha256(byte[]... parts) {
        return digest("SHA-256", parts);
    }

    /** A fresh SHA-256, to be fed piece by piece. */
    public static MessageDigest newSha256() {
        return newDigest("SHA-256");
    }

    /** A code that only who knows the key can make of these byte strings in a row. */
    public static byte[] hmacSha256(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC_SHA256);
            mac.init(new SecretKeySpec(key, HMAC_SHA256));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC_SHA256, e);
        }
    }

    private static byte[] digest(String algorithm, byte[][] parts) {
        MessageDigest digest = newDigest(algorithm);
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static MessageDigest newDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }
}
