package dev.tgarchiver.localtelegram.transport;

import dev.tgarchiver.localtelegram.crypto.Bytes;
import dev.tgarchiver.localtelegram.crypto.Hash;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * What a proxy with a secret in {@code ee} does: to who listens it looks like TLS 1.3. Each side's random bytes in the hello
 * are an HMAC that only who knows the secret can make; the rest goes as the records of a TLS connection (TDLib, TlsInit.cpp
 * and TcpTransport.cpp).
 */
final class FakeTls {

    private static final int CHANGE_CIPHER_SPEC = 0x14;
    private static final int HANDSHAKE = 0x16;
    private static final int APPLICATION_DATA = 0x17;

    private static final int RECORD_HEADER = 5;
    private static final int MAX_RECORD = 1 << 14;

    /** Where both hellos have their random bytes, behind the headers of record and handshake and the version. */
    private static final int RANDOM = 11;

    private static final int SESSION_ID = RANDOM + 32;

    /** The last four bytes of the client's are mixed with its clock. */
    private static final int WITHOUT_TIME = 28;

    /** As long as a certificate may be. */
    private static final int SEEMING_CERTIFICATE = 2000;

    private FakeTls() {}

    /** Answers the client's hello. */
    static Entrance.Passage accept(DataInputStream in, OutputStream out, byte[] secret) throws IOException {
        byte[] hello = readHello(in);
        byte[] random = Bytes.slice(hello, RANDOM, SESSION_ID);
        Arrays.fill(hello, RANDOM, SESSION_ID, (byte) 0);
        byte[] expected = Hash.hmacSha256(secret, hello);
        if (!Arrays.equals(random, 0, WITHOUT_TIME, expected, 0, WITHOUT_TIME)) {
            throw new IOException("The client does not know the secret");
        }
        byte[] sessionId = Bytes.slice(hello, SESSION_ID, SESSION_ID + 1 + hello[SESSION_ID]);
        byte[] answer = Bytes.concat(
                record(HANDSHAKE, serverHello(sessionId)),
                record(CHANGE_CIPHER_SPEC, new byte[] {1}),
                record(APPLICATION_DATA, Bytes.random(SEEMING_CERTIFICATE)));
        System.arraycopy(Hash.hmacSha256(secret, random, answer), 0, answer, RANDOM, SESSION_ID - RANDOM);
        out.write(answer);
        return new Entrance.Passage(
                new DataInputStream(new RecordInput(in)), new RecordOutput(out), "MTProto within TLS");
    }

    private static byte[] readHello(DataInputStream in) throws IOException {
        byte[] header = new byte[RECORD_HEADER];
        in.readFully(header);
        int length = (header[3] & 0xff) << 8 | (header[4] & 0xff);
        if (header[0] != HANDSHAKE || length <= SESSION_ID) {
            throw new IOException("The client does not begin with a hello of TLS");
        }
        byte[] content = new byte[length];
        in.readFully(content);
        return Bytes.concat(header, content);
    }

    /** TLS_AES_128_GCM_SHA256, no compression, no extension; the random bytes are filled in later. */
    private static byte[] serverHello(byte[] sessionId) {
        byte[] end = {0x13, 0x01, 0, 0, 0};
        int length = 2 + 32 + sessionId.length + end.length;
        return Bytes.concat(new byte[] {2, 0, 0, (byte) length, 3, 3}, new byte[32], sessionId, end);
    }

    private static byte[] record(int type, byte[] content) {
        byte[] header = {(byte) type, 3, 3, (byte) (content.length >> 8), (byte) content.length};
        return Bytes.concat(header, content);
    }

    private static final class RecordInput extends InputStream {

        private final DataInputStream in;
        private int left;

        RecordInput(DataInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (left == 0) {
                int type = in.read();
                if (type < 0) {
                    return -1;
                }
                in.skipNBytes(2);
                int size = in.readUnsignedShort();
                if (type == APPLICATION_DATA) {
                    left = size;
                } else {
                    in.skipNBytes(size);
                }
            }
            int read = in.read(bytes, offset, Math.min(length, left));
            if (read < 0) {
                throw new EOFException("within a record");
            }
            left -= read;
            return read;
        }
    }

    private static final class RecordOutput extends OutputStream {

        private final OutputStream out;

        RecordOutput(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int at = offset; at < offset + length; at += MAX_RECORD) {
                int end = Math.min(at + MAX_RECORD, offset + length);
                out.write(record(APPLICATION_DATA, Bytes.slice(bytes, at, end)));
            }
        }
    }
}
