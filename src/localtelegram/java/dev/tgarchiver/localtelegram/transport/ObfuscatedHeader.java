package dev.tgarchiver.localtelegram.transport;

import dev.tgarchiver.localtelegram.crypto.AesCtr;
import dev.tgarchiver.localtelegram.crypto.Bytes;
import dev.tgarchiver.localtelegram.crypto.Hash;
import java.io.IOException;

/**
 * The 64 random-looking bytes that begin an obfuscated connection: they hold the keys of both directions, the transport
 * and the data centre that is wanted.
 */
final class ObfuscatedHeader {

    static final int LENGTH = 64;

    private static final int INTERMEDIATE = 0xee;
    private static final int PADDED_INTERMEDIATE = 0xdd;
    private static final int TEST_DATA_CENTRES = 10_000;

    private final AesCtr fromClient;
    private final AesCtr toClient;
    private final int dataCentre;
    private final boolean padded;

    private ObfuscatedHeader(AesCtr fromClient, AesCtr toClient, int dataCentre, boolean padded) {
        this.fromClient = fromClient;
        this.toClient = toClient;
        this.dataCentre = dataCentre;
        this.padded = padded;
    }

    /** Reads the header as a server that has this secret, or none if it is empty; it is left as it is. */
    static ObfuscatedHeader read(byte[] header, byte[] secret) throws IOException {
        AesCtr fromClient = new AesCtr(key(Bytes.slice(header, 8, 40), secret), Bytes.slice(header, 40, 56));
        byte[] reversed = Bytes.reversed(Bytes.slice(header, 8, 56));
        AesCtr toClient = new AesCtr(key(Bytes.slice(reversed, 0, 32), secret), Bytes.slice(reversed, 32, 48));
        byte[] plain = header.clone();
        fromClient.apply(plain, 0, LENGTH);
        int transport = plain[56] & 0xff;
        for (int i = 56; i < 60; i++) {
            if ((plain[i] & 0xff) != transport || (transport != INTERMEDIATE && transport != PADDED_INTERMEDIATE)) {
                throw new IOException("The client does not speak the intermediate transport");
            }
        }
        int dataCentre = Math.abs((short) ((plain[60] & 0xff) | (plain[61] << 8)));
        return new ObfuscatedHeader(fromClient, toClient, normalised(dataCentre), transport == PADDED_INTERMEDIATE);
    }

    private static byte[] key(byte[] key, byte[] secret) {
        return secret.length == 0 ? key : Hash.sha256(key, secret);
    }

    /** The number of a data centre: test ones count from 10000, media-only ones are negative. */
    static int normalised(int dataCentre) {
        return Math.abs(dataCentre) % TEST_DATA_CENTRES;
    }

    AesCtr fromClient() {
        return fromClient;
    }

    AesCtr toClient() {
        return toClient;
    }

    int dataCentre() {
        return dataCentre;
    }

    /** Whether up to 15 bytes that mean nothing come at the end of each of the client's frames. */
    boolean isPadded() {
        return padded;
    }
}
