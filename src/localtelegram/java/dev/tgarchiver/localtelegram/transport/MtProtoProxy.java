package dev.tgarchiver.localtelegram.transport;

import dev.tgarchiver.localtelegram.crypto.Bytes;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;

/** Telegram's own kind of proxy: only who knows its secret can talk through it. */
public final class MtProtoProxy implements Entrance {

    private static final int SECRET = 16;
    private static final int TLS = 0xee;

    private final byte[] secret;
    private final boolean tls;

    private MtProtoProxy(byte[] secret, boolean tls) {
        this.secret = secret.clone();
        this.tls = tls;
    }

    /**
     * With a secret as it is given to users: 32 hexadecimal digits; these after {@code dd}, for clients that pad their
     * frames; or after {@code ee} and before the name of a host, for clients that seem to speak TLS with it.
     */
    public static MtProtoProxy of(String secret) {
        byte[] bytes = HexFormat.of().parseHex(secret);
        return bytes.length == SECRET
                ? new MtProtoProxy(bytes, false)
                : new MtProtoProxy(Bytes.slice(bytes, 1, 1 + SECRET), (bytes[0] & 0xff) == TLS);
    }

    @Override
    public Passage greet(DataInputStream in, OutputStream out) throws IOException {
        return tls ? FakeTls.accept(in, out, secret) : new Passage(in, out, "MTProto");
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }
}
