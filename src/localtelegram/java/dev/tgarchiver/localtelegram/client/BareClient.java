package dev.tgarchiver.localtelegram.client;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.crypto.AesCtr;
import dev.tgarchiver.localtelegram.crypto.AesIge;
import dev.tgarchiver.localtelegram.crypto.Bytes;
import dev.tgarchiver.localtelegram.crypto.DhGroup;
import dev.tgarchiver.localtelegram.crypto.Hash;
import dev.tgarchiver.localtelegram.crypto.MessageKeys;
import dev.tgarchiver.localtelegram.crypto.MessageKeys.Sender;
import dev.tgarchiver.localtelegram.crypto.ServerKey;
import dev.tgarchiver.localtelegram.tl.Packed;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.tl.TlReader;
import dev.tgarchiver.localtelegram.tl.TlWriter;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The least client there can be: it greets, makes a key, logs in, and asks for file parts without looking at what comes.
 * For measuring the server alone. Not thread-safe.
 */
public final class BareClient implements AutoCloseable {

    private static final int LAYER = 227;
    private static final int RPC_RESULT = 0xf35c6d01;
    private static final int INPUT_BUFFER = 1 << 16;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final AesCtr fromServer;
    private final AesCtr toServer;
    private final AesIge ige = new AesIge();
    private final long sessionId = Bytes.randomLong();
    private byte[] authKey = new byte[0];
    private long keyId;
    private long lastMessageId;
    private int sequence;
    private boolean packed;
    private boolean packsCalls;

    /** Connects to a server and goes through the greetings of proxy and transport. */
    public BareClient(int port) throws IOException {
        socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), INPUT_BUFFER));
        out = socket.getOutputStream();
        out.write(new byte[] {5, 1, 0});
        in.readNBytes(2);
        out.write(new byte[] {5, 1, 0, 1, (byte) 149, (byte) 154, (byte) 175, 50, 1, (byte) 187});
        in.readNBytes(10);
        byte[] header = Bytes.random(64);
        header[0] = 1;
        toServer = new AesCtr(Bytes.slice(header, 8, 40), Bytes.slice(header, 40, 56));
        byte[] reversed = Bytes.reversed(Bytes.slice(header, 8, 56));
        fromServer = new AesCtr(Bytes.slice(reversed, 0, 32), Bytes.slice(reversed, 32, 48));
        byte[] tail = {(byte) 0xee, (byte) 0xee, (byte) 0xee, (byte) 0xee, 1, 0, 0, 0};
        System.arraycopy(tail, 0, header, 56, 8);
        byte[] encrypted = header.clone();
        toServer.apply(encrypted, 0, 64);
        System.arraycopy(encrypted, 56, header, 56, 8);
        out.write(header);
    }

    /** Uses a key that another connection made. */
    public void useKeyOf(BareClient other) {
        authKey = other.authKey;
        keyId = other.keyId;
    }

    /** Makes an authorization key. */
    public void makeKey(ServerKey serverKey) throws IOException {
        byte[] nonce = Bytes.random(16);
        byte[] newNonce = Bytes.random(32);
        TlObject resPq = askUnencrypted(tl("req_pq_multi").set("nonce", nonce));
        byte[] serverNonce = resPq.bytesAt("server_nonce");
        long pq = Bytes.number(resPq.bytesAt("pq")).longValueExact();
        long p = factor(pq);
        byte[] inner = TlWriter.bytes(tl("p_q_inner_data_dc")
                .set("pq", resPq.bytesAt("pq"))
                .set("p", fourBytes(p))
                .set("q", fourBytes(pq / p))
                .set("nonce", nonce)
                .set("server_nonce", serverNonce)
                .set("new_nonce", newNonce)
                .set("dc", 1));
        TlObject parameters = askUnencrypted(tl("req_DH_params")
                .set("nonce", nonce)
                .set("server_nonce", serverNonce)
                .set("p", fourBytes(p))
                .set("q", fourBytes(pq / p))
                .set("public_key_fingerprint", serverKey.fingerprint())
                .set("encrypted_data", serverKey.encryptPadded(inner)));
        byte[] key =
                Bytes.concat(Hash.sha1(newNonce, serverNonce), Bytes.slice(Hash.sha1(serverNonce, newNonce), 0, 12));
        byte[] iv = Bytes.concat(
                Bytes.slice(Hash.sha1(serverNonce, newNonce), 12, 20),
                Hash.sha1(newNonce, newNonce),
                Bytes.slice(newNonce, 0, 4));
        byte[] encrypted = parameters.bytesAt("encrypted_answer");
        byte[] answer = ige.decrypt(key, iv, encrypted, 0, encrypted.length);
        TlObject group = new TlReader(answer, 20, answer.length - 20).readObject();
        BigInteger secret = DhGroup.secret();
        byte[] own = TlWriter.bytes(tl("client_DH_inner_data")
                .set("nonce", nonce)
                .set("server_nonce", serverNonce)
                .set("retry_id", 0L)
                .set("g_b", DhGroup.power(secret)));
        byte[] withHash = Bytes.concat(Hash.sha1(own), own);
        byte[] padded = Bytes.concat(withHash, Bytes.random(-withHash.length & 15));
        askUnencrypted(tl("set_client_DH_params")
                .set("nonce", nonce)
                .set("server_nonce", serverNonce)
                .set("encrypted_data", ige.encrypt(key, iv, padded)));
        authKey = DhGroup.padded(Bytes.number(group.bytesAt("g_a")).modPow(secret, DhGroup.PRIME));
        keyId = Bytes.littleEndianLong(Hash.sha1(authKey), 12);
    }

    /** Logs a user in by telephone number and code. */
    public void logIn(String phone, String code) throws IOException {
        TlObject sent = call(tl("auth.sendCode")
                .set("phone_number", phone)
                .set("api_id", 12345)
                .set("api_hash", "0123456789abcdef0123456789abcdef")
                .set("settings", tl("codeSettings")));
        call(tl("auth.signIn")
                .set("phone_number", phone)
                .set("phone_code_hash", sent.textAt("phone_code_hash"))
                .set("phone_code", code));
    }

    /** The authorization key, for other programs that are to use the login. */
    public byte[] authKey() {
        return authKey.clone();
    }

    /** Calls a method and waits for its answer. */
    public TlObject call(TlObject method) throws IOException {
        long id = send(method);
        while (true) {
            TlReader reader = new TlReader(readMessage());
            if (reader.peekInt() != RPC_RESULT) {
                continue;
            }
            reader.readInt();
            if (reader.readLong() == id) {
                packed = Packed.isNext(reader);
                return (packed ? Packed.unpack(reader) : reader).readObject();
            }
        }
    }

    /** Whether the last answer came packed. */
    public boolean wasPacked() {
        return packed;
    }

    /** Sends the next calls packed, or not. */
    public void pack(boolean packCalls) {
        packsCalls = packCalls;
    }

    /** Sends a call without waiting and returns its message id. */
    public long send(TlObject method) throws IOException {
        byte[] plainQuery = TlWriter.bytes(method);
        byte[] query = packsCalls ? Packed.of(plainQuery, 0, plainQuery.length) : plainQuery;
        byte[] wrapped = new TlWriter()
                .writeObject(tl("invokeWithLayer").set("layer", LAYER).set("query", new byte[0]))
                .writeRaw(query)
                .toByteArray();
        lastMessageId = Math.max(lastMessageId + 4, (System.currentTimeMillis() / 1000) << 32);
        int length = 32 + wrapped.length;
        byte[] plain = new byte[length + 12 + (-(length + 12) & 15)];
        ByteBuffer.wrap(plain)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0)
                .putLong(sessionId)
                .putLong(lastMessageId)
                .putInt(2 * sequence++ + 1)
                .putInt(wrapped.length)
                .put(wrapped);
        byte[] messageKey = MessageKeys.messageKey(authKey, plain, 0, plain.length, Sender.CLIENT);
        MessageKeys keys = MessageKeys.derive(authKey, messageKey, Sender.CLIENT);
        byte[] encrypted = ige.encrypt(keys.aesKey(), keys.aesIv(), plain);
        sendFrame(new TlWriter()
                .writeLong(keyId)
                .writeRaw(messageKey)
                .writeRaw(encrypted)
                .toByteArray());
        return lastMessageId;
    }

    /** Takes the next frame off the line and returns its length, whatever it is. */
    public int skipFrame() throws IOException {
        int length = readLength();
        byte[] content = new byte[length];
        in.readFully(content);
        // The stream cipher must be turned on by as much; that it decrypts is all that is done with the bytes.
        fromServer.apply(content, 0, length);
        return length;
    }

    private byte[] readMessage() throws IOException {
        byte[] frame = readFrame();
        byte[] messageKey = Bytes.slice(frame, 8, 24);
        MessageKeys keys = MessageKeys.derive(authKey, messageKey, Sender.SERVER);
        byte[] plain = ige.decrypt(keys.aesKey(), keys.aesIv(), frame, 24, frame.length - 24);
        TlReader reader = new TlReader(plain, 28, plain.length - 28);
        return reader.readRaw(reader.readInt());
    }

    private TlObject askUnencrypted(TlObject request) throws IOException {
        byte[] body = TlWriter.bytes(request);
        sendFrame(new TlWriter()
                .writeLong(0)
                .writeLong((System.currentTimeMillis() / 1000) << 32)
                .writeInt(body.length)
                .writeRaw(body)
                .toByteArray());
        byte[] frame = readFrame();
        return new TlReader(frame, 20, frame.length - 20).readObject();
    }

    private void sendFrame(byte[] content) throws IOException {
        byte[] frame = new TlWriter().writeInt(content.length).writeRaw(content).toByteArray();
        toServer.apply(frame, 0, frame.length);
        out.write(frame);
    }

    private byte[] readFrame() throws IOException {
        byte[] content = new byte[readLength()];
        in.readFully(content);
        fromServer.apply(content, 0, content.length);
        return content;
    }

    private int readLength() throws IOException {
        byte[] header = new byte[4];
        in.readFully(header);
        fromServer.apply(header, 0, 4);
        return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private static byte[] fourBytes(long number) {
        return Bytes.bigEndian(BigInteger.valueOf(number), 4);
    }

    /** The smaller factor, by Pollard's rho. */
    private static long factor(long number) {
        BigInteger n = BigInteger.valueOf(number);
        for (long c = 1; ; c++) {
            BigInteger x = BigInteger.TWO;
            BigInteger y = BigInteger.TWO;
            BigInteger divisor = BigInteger.ONE;
            BigInteger step = BigInteger.valueOf(c);
            while (divisor.equals(BigInteger.ONE)) {
                x = x.multiply(x).add(step).mod(n);
                y = y.multiply(y).add(step).mod(n);
                y = y.multiply(y).add(step).mod(n);
                divisor = x.subtract(y).abs().gcd(n);
            }
            if (!divisor.equals(n)) {
                return Math.min(divisor.longValueExact(), number / divisor.longValueExact());
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
