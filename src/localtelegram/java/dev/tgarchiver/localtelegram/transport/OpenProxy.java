package dev.tgarchiver.localtelegram.transport;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A proxy that lets everybody through and speaks SOCKS5 or HTTP, as the client does. Whatever address is asked for, the
 * local server is what is behind it.
 */
public final class OpenProxy implements Entrance {

    @Override
    public Passage greet(DataInputStream in, OutputStream out) throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return first == 'C'
                ? new Passage(in, out, way("HTTP", HttpConnect.accept(in, out)))
                : new Passage(in, out, way("SOCKS5", Socks5.accept(in, out)));
    }

    private static String way(String protocol, Optional<String> login) {
        return protocol + login.map(name -> " as " + name).orElse("");
    }

    @Override
    public byte[] secret() {
        return new byte[0];
    }
}
