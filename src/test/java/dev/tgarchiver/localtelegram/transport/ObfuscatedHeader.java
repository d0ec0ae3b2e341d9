package dev.tgarchiver.localtelegram.transport;

import dev.tgarchiver.localtelegram.crypto.AesCtr;
import dev.tgarchiver.localtelegram.crypto.Bytes;
import java.io.IOException;

/**
 * The 64 random-looking bytes that begin an obfuscated connection: they hold the keys of both directions, the transport
 * and the data centre that is wanted.
 */
final class ObfuscatedHeader {

    static final int LENGTH = 64;

    private static final int INTERMEDIATE = 0xee;
    private static final int TEST_DATA_CENTRES = 10_000;

    private final AesCtr fromClient;
    private final AesCtr toClient;
    private final int dataCentre;

    private ObfuscatedHeader(AesCtr fromClient, AesCtr toClient, int dataCentre) {
        this.fromClient = fromClient;
        this.toClient = toClient;
        this.dataCentre = dataCentre;
    }

    /** Reads the header as a server; it is left as it is. */
    static ObfuscatedHeader read(byte[] header) throws IOException {
        AesCtr fromClient = new AesCtr(Bytes.slice(header, 8, 40), Bytes.slice(header, 40, 56));
        byte[] reversed = Bytes.reversed(Bytes.slice(header, 8, 56));
        AesCtr toClient = new AesCtr(Bytes.slice(reversed, 0, 32), Bytes.slice(reversed, 32, 48));
        byte[] plain = header.clone();
        fromClient.apply(plain, 0, LENGTH);
        for (int i = 56; i < 60; i++) {
            if ((plain[i] & 0xff) != INTERMEDIATE) {
                throw new IOException("The client does not speak the intermediate transport");
            }
        }
        int dataCentre = Math.abs((short) ((plain[60] & 0xff) | (plain[61] << 8)));
        return new ObfuscatedHeader(fromClient, toClient, normalised(dataCentre));
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
}
