package dev.tgarchiver.localtelegram.crypto;

import java.math.BigInteger;

/** The group of the key exchange and of SRP: Telegram's own prime, which TDLib knows to be good, and generator 3. */
public final class DhGroup {

    public static final int GENERATOR = 3;
    public static final BigInteger G = BigInteger.valueOf(GENERATOR);
    public static final BigInteger PRIME = new BigInteger(
            "c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f"
                    + "48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37"
                    + "20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64"
                    + "2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4"
                    + "a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754"
                    + "fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4"
                    + "e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f"
                    + "0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b",
            16);
    public static final int LENGTH = 256;

    private DhGroup() {}

    /** A fresh secret exponent. */
    public static BigInteger secret() {
        return Bytes.number(Bytes.random(LENGTH));
    }

    /** The generator to a power, as 256 bytes. */
    public static byte[] power(BigInteger exponent) {
        return padded(G.modPow(exponent, PRIME));
    }

    /** A number of the group as 256 bytes. */
    public static byte[] padded(BigInteger number) {
        return Bytes.bigEndian(number, LENGTH);
    }

    /** Whether a public value may be used: neither 0, 1 nor p - 1, nor outside of the group. */
    public static boolean isPublicValue(BigInteger value) {
        return value.compareTo(BigInteger.ONE) > 0 && value.compareTo(PRIME.subtract(BigInteger.ONE)) < 0;
    }
}
