package dev.tgarchiver.localtelegram.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** SHA-1 and SHA-256 of several byte strings in a row. */
public final class Hash {

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
