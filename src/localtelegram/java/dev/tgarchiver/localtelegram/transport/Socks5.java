package dev.tgarchiver.localtelegram.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** The proxy's side of a SOCKS5 greeting. */
final class Socks5 {

    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int PASSWORD = 2;
    private static final int NONE_ACCEPTABLE = 0xff;
    private static final int CONNECT = 1;

    private Socks5() {}

    /** Opens the tunnel; returns the client's {@code user:password}, if it has one. */
    static Optional<String> accept(DataInputStream in, OutputStream out) throws IOException {
        expect(VERSION, in.readUnsignedByte(), "SOCKS version");
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        int method = choose(methods);
        out.write(new byte[] {VERSION, (byte) method});
        if (method == NONE_ACCEPTABLE) {
            throw new IOException("The client offers no SOCKS authentication that the server knows");
        }
        Optional<String> login = method == PASSWORD ? Optional.of(acceptAnyPassword(in, out)) : Optional.empty();
        expect(VERSION, in.readUnsignedByte(), "SOCKS version");
        expect(CONNECT, in.readUnsignedByte(), "SOCKS command");
        in.readUnsignedByte();
        skipAddress(in);
        out.write(new byte[] {VERSION, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        return login;
    }

    private static int choose(byte[] methods) {
        int chosen = NONE_ACCEPTABLE;
        for (byte method : methods) {
            if (method == PASSWORD) {
                return PASSWORD;
            }
            if (method == NO_AUTHENTICATION) {
                chosen = NO_AUTHENTICATION;
            }
        }
        return chosen;
    }

    private static String acceptAnyPassword(DataInputStream in, OutputStream out) throws IOException {
        expect(1, in.readUnsignedByte(), "version of the password sub-negotiation");
        byte[] user = in.readNBytes(in.readUnsignedByte());
        byte[] password = in.readNBytes(in.readUnsignedByte());
        out.write(new byte[] {1, 0});
        return new String(user, UTF_8) + ":" + new String(password, UTF_8);
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
