package dev.tgarchiver.localtelegram.transport;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The server's side of a SOCKS5 greeting. Whatever address is asked for, the local server is what is behind it. */
final class Socks5 {

    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int PASSWORD = 2;
    private static final int NONE_ACCEPTABLE = 0xff;
    private static final int CONNECT = 1;

    private Socks5() {}

    /** Goes through the greeting; afterwards the streams belong to the tunnel. */
    static void accept(DataInputStream in, OutputStream out) throws IOException {
        expect(VERSION, in.readUnsignedByte(), "SOCKS version");
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        int method = choose(methods);
        out.write(new byte[] {VERSION, (byte) method});
        if (method == NONE_ACCEPTABLE) {
            throw new IOException("The client offers no SOCKS authentication that the server knows");
        }
        if (method == PASSWORD) {
            acceptAnyPassword(in, out);
        }
        expect(VERSION, in.readUnsignedByte(), "SOCKS version");
        expect(CONNECT, in.readUnsignedByte(), "SOCKS command");
        in.readUnsignedByte();
        skipAddress(in);
        out.write(new byte[] {VERSION, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    }

    private static int choose(byte[] methods) {
        int chosen = NONE_ACCEPTABLE;
        for (byte method : methods) {
            if (method == NO_AUTHENTICATION) {
                return NO_AUTHENTICATION;
            }
            if (method == PASSWORD) {
                chosen = PASSWORD;
            }
        }
        return chosen;
    }

    private static void acceptAnyPassword(DataInputStream in, OutputStream out) throws IOException {
        expect(1, in.readUnsignedByte(), "version of the password sub-negotiation");
        in.readNBytes(in.readUnsignedByte());
        in.readNBytes(in.readUnsignedByte());
        out.write(new byte[] {1, 0});
    }

    private static void skipAddress(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        int length =
                switch (type) {
                    case 1 -> 4;
                    case 3 -> in.readUnsignedByte();
                    case 4 -> 16;
                    default -> throw new IOException("Unknown SOCKS address type " + type);
                };
        in.readNBytes(length + 2);
    }

    private static void expect(int wanted, int found, String what) throws IOException {
        if (found != wanted) {
            throw new IOException("Unexpected " + what + ": " + found);
        }
    }
}
