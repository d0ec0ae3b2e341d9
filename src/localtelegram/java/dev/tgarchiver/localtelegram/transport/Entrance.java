package dev.tgarchiver.localtelegram.transport;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A way into the server: what a client has to say before it can talk to Telegram. Thread-safe. */
public interface Entrance {

    /**
     * What lies behind the greeting.
     *
     * @param way by which the client came, and as whom: {@code SOCKS5}, {@code HTTP as user:password}
     */
    record Passage(DataInputStream in, OutputStream out, String way) {}

    /** Goes through the greeting; afterwards the streams belong to the passage. Blocks until the client has spoken. */
    Passage greet(DataInputStream in, OutputStream out) throws IOException;

    /** What both sides mix into the keys of their obfuscation; empty for nothing. */
    byte[] secret();
}
