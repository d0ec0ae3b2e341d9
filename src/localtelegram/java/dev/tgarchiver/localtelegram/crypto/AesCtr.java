package dev.tgarchiver.localtelegram.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** An AES-CTR key stream that goes on from call to call. Not thread-safe. */
public final class AesCtr {

    private final Cipher cipher;

    public AesCtr(byte[] key, byte[] iv) {
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-CTR", e);
        }
    }

    /** Encrypts or decrypts, which is the same, a range in place. */
    public void apply(byte[] bytes, int from, int length) {
        apply(bytes, from, length, bytes, from);
    }

    /** Encrypts or decrypts a range into another array. */
    public void apply(byte[] bytes, int from, int length, byte[] target, int at) {
        try {
            cipher.update(bytes, from, length, target, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
