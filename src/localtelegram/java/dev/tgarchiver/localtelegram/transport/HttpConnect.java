package dev.tgarchiver.localtelegram.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Optional;

/** The proxy's side of HTTP's CONNECT. */
final class HttpConnect {

    private static final String METHOD = "CONNECT ";
    private static final String LOGIN = "Proxy-Authorization: Basic ";
    private static final int LONGEST_LINE = 8192;

    private HttpConnect() {}

    /** Opens the tunnel; returns the client's {@code user:password}, if it has told it. */
    static Optional<String> accept(DataInputStream in, OutputStream out) throws IOException {
        String request = line(in);
        if (!request.startsWith(METHOD)) {
            throw new IOException("The client wants no tunnel: " + request);
        }
        Optional<String> login = Optional.empty();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.startsWith(LOGIN)) {
                login = Optional.of(new String(Base64.getDecoder().decode(header.substring(LOGIN.length())), UTF_8));
            }
        }
        out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(US_ASCII));
        return login;
    }

    private static String line(DataInputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            if (line.size() == LONGEST_LINE) {
                throw new IOException("A line of more than " + LONGEST_LINE + " bytes");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(ISO_8859_1);
    }
}
