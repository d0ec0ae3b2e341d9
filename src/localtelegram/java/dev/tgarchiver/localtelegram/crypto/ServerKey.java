package dev.tgarchiver.localtelegram.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/** The server's RSA key: the one that a patched TDLib trusts. It protects nothing but tests. */
public final class ServerKey {

    private static final int LENGTH = 256;

    private final RSAPrivateCrtKey key;

    private ServerKey(RSAPrivateCrtKey key) {
        this.key = key;
    }

    /** The key of the test resources, always the same. */
    public static ServerKey load() {
        try (InputStream stream =
                Objects.requireNonNull(ServerKey.class.getResourceAsStream("/localtelegram/server-key.pem"))) {
            String pem = new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            KeyFactory factory = KeyFactory.getInstance("RSA");
            return new ServerKey((RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key as PEM in PKCS#1 form, with no line break at its end: the form that TDLib holds. */
    public String publicPem() {
        byte[] sequence = Bytes.concat(derInteger(key.getModulus()), derInteger(key.getPublicExponent()));
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der(0x30, sequence));
        return "-----BEGIN RSA PUBLIC KEY-----\n" + base64 + "\n-----END RSA PUBLIC KEY-----";
    }

    /** How MTProto names the key: the end of the SHA-1 of its TL form. */
    public long fingerprint() {
        byte[] modulus = Bytes.bigEndian(key.getModulus(), LENGTH);
        byte[] exponent = key.getPublicExponent().toByteArray();
        byte[] longHeader = {(byte) 254, 0, 1, 0};
        byte[] shortHeader = {(byte) exponent.length};
        return Bytes.littleEndianLong(Hash.sha1(longHeader, modulus, shortHeader, exponent), 12);
    }

    /** Encrypts 256 bytes that are a smaller number than the modulus; what a client does. */
    public byte[] encrypt(byte[] block) {
        return Bytes.bigEndian(Bytes.number(block).modPow(key.getPublicExponent(), key.getModulus()), LENGTH);
    }

    /**
     * Decrypts what a client encrypted with RSA_PAD.
     *
     * @throws IllegalArgumentException when the hash inside does not fit
     */
    public byte[] decryptPadded(byte[] encrypted) {
        byte[] block = Bytes.bigEndian(decrypt(Bytes.number(encrypted)), LENGTH);
        byte[] aesEncrypted = Bytes.slice(block, 32, LENGTH);
        byte[] temporaryKey = Bytes.xor(Bytes.slice(block, 0, 32), Hash.sha256(aesEncrypted));
        byte[] withHash = new AesIge().decrypt(temporaryKey, new byte[32], aesEncrypted, 0, aesEncrypted.length);
        byte[] padded = Bytes.reversed(Bytes.slice(withHash, 0, 192));
        if (!Arrays.equals(Bytes.slice(withHash, 192, 224), Hash.sha256(temporaryKey, padded))) {
            throw new IllegalArgumentException("RSA_PAD: the hash does not fit");
        }
        return padded;
    }

    /** Encrypts with RSA_PAD, as a client does. */
    public byte[] encryptPadded(byte[] data) {
        byte[] padded = Bytes.concat(data, Bytes.random(192 - data.length));
        while (true) {
            byte[] temporaryKey = Bytes.random(32);
            byte[] withHash = Bytes.concat(Bytes.reversed(padded), Hash.sha256(temporaryKey, padded));
            byte[] aesEncrypted = new AesIge().encrypt(temporaryKey, new byte[32], withHash);
            byte[] block = Bytes.concat(Bytes.xor(temporaryKey, Hash.sha256(aesEncrypted)), aesEncrypted);
            if (Bytes.number(block).compareTo(key.getModulus()) < 0) {
                return encrypt(block);
            }
        }
    }

    private BigInteger decrypt(BigInteger number) {
        BigInteger atP = number.modPow(key.getPrimeExponentP(), key.getPrimeP());
        BigInteger atQ = number.modPow(key.getPrimeExponentQ(), key.getPrimeQ());
        BigInteger h = atP.subtract(atQ).multiply(key.getCrtCoefficient()).mod(key.getPrimeP());
        return atQ.add(h.multiply(key.getPrimeQ()));
    }

    private static byte[] derInteger(BigInteger number) {
        return der(0x02, number.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        int length = content.length;
        byte[] header = length < 128
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return Bytes.concat(header, content);
    }
}
