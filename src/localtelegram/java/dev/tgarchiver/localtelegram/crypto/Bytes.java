package dev.tgarchiver.localtelegram.crypto;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;

/** Byte strings: joined, cut, combined, and to and from big numbers. */
public final class Bytes {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Bytes() {}

    public static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    public static long randomLong() {
        return RANDOM.nextLong();
    }

    public static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    public static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    public static byte[] xor(byte[] a, byte[] b) {
        byte[] result = a.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= b[i];
        }
        return result;
    }

    public static byte[] reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return result;
    }

    public static byte[] littleEndian(long number) {
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[i] = (byte) (number >>> (8 * i));
        }
        return bytes;
    }

    public static long littleEndianLong(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
    }

    /** The big-endian, unsigned form of a number in exactly {@code length} bytes. */
    public static byte[] bigEndian(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        byte[] result = new byte[length];
        int from = Math.max(0, signed.length - length);
        System.arraycopy(signed, from, result, length - (signed.length - from), signed.length - from);
        return result;
    }

    /** The number whose big-endian, unsigned form these bytes are. */
    public static BigInteger number(byte[] bigEndian) {
        return new BigInteger(1, bigEndian);
    }
}
