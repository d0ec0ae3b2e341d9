package dev.tgarchiver.localtelegram.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in IGE mode, which the JDK lacks. The iv is 32 bytes: the ciphertext block before the first, then the
 * plaintext block before the first. Not thread-safe: one instance per thread.
 */
public final class AesIge {

    private static final int BLOCK = 16;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Cipher cbc = cipher("AES/CBC/NoPadding");
    private final Cipher ecb = cipher("AES/ECB/NoPadding");

    /**
     * Encrypts a range of whole blocks into another array.
     *
     * <p>IGE is c[i] = E(p[i] ^ c[i-1]) ^ p[i-1]. With x[i] = c[i] ^ p[i-1] that is x[i] = E(p[i] ^ p[i-2] ^ x[i-1]): CBC
     * over p[i] ^ p[i-2], which the JDK does in one fast call.
     */
    public void encrypt(byte[] key, byte[] iv, byte[] plain, int from, int length, byte[] target, int at) {
        requireBlocks(length);
        if (length == 0) {
            return;
        }
        System.arraycopy(plain, from, target, at, BLOCK);
        if (length > BLOCK) {
            xorBlock(plain, from + BLOCK, iv, BLOCK, target, at + BLOCK);
        }
        for (int i = 2 * BLOCK; i < length; i += 8) {
            LONG.set(target, at + i, (long) LONG.get(plain, from + i) ^ (long) LONG.get(plain, from + i - 2 * BLOCK));
        }
        try {
            cbc.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv, 0, BLOCK));
            cbc.doFinal(target, at, length, target, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        xorBlock(target, at, iv, BLOCK, target, at);
        for (int i = BLOCK; i < length; i += 8) {
            LONG.set(target, at + i, (long) LONG.get(target, at + i) ^ (long) LONG.get(plain, from + i - BLOCK));
        }
    }

    /** Decrypts a range of whole blocks into a new array. */
    public byte[] decrypt(byte[] key, byte[] iv, byte[] encrypted, int from, int length) {
        requireBlocks(length);
        byte[] plain = new byte[length];
        byte[] block = new byte[BLOCK];
        try {
            ecb.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
            for (int i = 0; i < length; i += BLOCK) {
                if (i == 0) {
                    xorBlock(encrypted, from, iv, BLOCK, block, 0);
                } else {
                    xorBlock(encrypted, from + i, plain, i - BLOCK, block, 0);
                }
                ecb.update(block, 0, BLOCK, plain, i);
                if (i == 0) {
                    xorBlock(plain, 0, iv, 0, plain, 0);
                } else {
                    xorBlock(plain, i, encrypted, from + i - BLOCK, plain, i);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return plain;
    }

    /** {@link #encrypt} of a whole array into a new one. */
    public byte[] encrypt(byte[] key, byte[] iv, byte[] plain) {
        byte[] target = new byte[plain.length];
        encrypt(key, iv, plain, 0, plain.length, target, 0);
        return target;
    }

    private static void xorBlock(byte[] a, int aAt, byte[] b, int bAt, byte[] target, int at) {
        for (int i = 0; i < BLOCK; i += 8) {
            LONG.set(target, at + i, (long) LONG.get(a, aAt + i) ^ (long) LONG.get(b, bAt + i));
        }
    }

    private static void requireBlocks(int length) {
        if (length % BLOCK != 0) {
            throw new IllegalArgumentException(length + " bytes are no whole number of blocks");
        }
    }

    private static Cipher cipher(String transformation) {
        try {
            return Cipher.getInstance(transformation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + transformation, e);
        }
    }
}
