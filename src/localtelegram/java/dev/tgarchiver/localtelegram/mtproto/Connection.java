package dev.tgarchiver.localtelegram.mtproto;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.crypto.AesIge;
import dev.tgarchiver.localtelegram.crypto.Bytes;
import dev.tgarchiver.localtelegram.crypto.MessageKeys;
import dev.tgarchiver.localtelegram.crypto.MessageKeys.Sender;
import dev.tgarchiver.localtelegram.crypto.ServerKey;
import dev.tgarchiver.localtelegram.tl.Packed;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.tl.TlReader;
import dev.tgarchiver.localtelegram.tl.TlWriter;
import dev.tgarchiver.localtelegram.transport.FrameConnection;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One client's connection, from its first frame to its end. Run by the thread that reads it. */
public final class Connection {

    private static final int CONTAINER = 0x73f1f8dc;
    private static final int RPC_RESULT = 0xf35c6d01;
    private static final int UNKNOWN_KEY = -404;
    private static final int BAD_SALT = 48;
    private static final int ENCRYPTED_HEADER = 24;
    private static final int INNER_HEADER = 32;

    private final FrameConnection frames;
    private final Sessions sessions;
    private final RpcService service;
    private final Consumer<Throwable> problems;
    private final Handshake handshake;
    private final AesIge ige = new AesIge();
    private final Sealer sealer = new Sealer();
    private final Set<Session> attached = new HashSet<>();

    /** What the client still says is not heard. */
    private boolean hungUp;

    /** Problems are what only a faulty client or a faulty server brings about. */
    public Connection(
            FrameConnection frames,
            ServerKey serverKey,
            Sessions sessions,
            RpcService service,
            Consumer<Throwable> problems) {
        this.problems = problems;
        this.frames = frames;
        this.sessions = sessions;
        this.service = service;
        this.handshake = new Handshake(serverKey, sessions.keys(), sessions.time(), frames.dataCentre());
    }

    /** Serves the client until it hangs up. */
    public void run() {
        try {
            while (true) {
                byte[] frame = frames.read();
                if (!hungUp) {
                    handle(frame);
                }
            }
        } catch (IOException e) {
            // The client has gone, or the connection was cut on purpose.
        } catch (RuntimeException e) {
            problems.accept(e);
        } finally {
            attached.forEach(session -> session.detach(this));
            frames.close();
        }
    }

    void send(Session session, long messageId, int sequence, Body body) {
        frames.send(sealer.seal(session.key(), sessions.salt(), session.id(), messageId, sequence, body));
    }

    private void handle(byte[] frame) {
        long keyId = Bytes.littleEndianLong(frame, 0);
        if (keyId == 0) {
            handleUnencrypted(frame);
            return;
        }
        AuthKey key = sessions.keys().find(keyId);
        if (key == null || key.dataCentre() != frames.dataCentre()) {
            sendTransportError(UNKNOWN_KEY);
            return;
        }
        byte[] plain = decrypt(key, frame);
        TlReader header = new TlReader(plain);
        long salt = header.readLong();
        long sessionId = header.readLong();
        long messageId = header.readLong();
        int sequence = header.readInt();
        int length = header.readInt();
        if (length < 0 || length > plain.length - INNER_HEADER) {
            throw new ProtocolException("A message is longer than what carries it");
        }
        Session session = attach(key, sessionId, messageId);
        TlObject refusal = refusal(salt, messageId, sequence);
        if (refusal == null) {
            handleMessage(session, messageId, new TlReader(plain, INNER_HEADER, length));
        } else {
            reply(session, refusal);
        }
    }

    /** Why a message is not even looked into, or null. */
    private @Nullable TlObject refusal(long salt, long messageId, int sequence) {
        int code = sessions.time().judge(messageId);
        if (code != 0) {
            return tl("bad_msg_notification")
                    .set("bad_msg_id", messageId)
                    .set("bad_msg_seqno", sequence)
                    .set("error_code", code);
        }
        if (sessions.salt() != 0 && salt != sessions.salt()) {
            return tl("bad_server_salt")
                    .set("bad_msg_id", messageId)
                    .set("bad_msg_seqno", sequence)
                    .set("error_code", BAD_SALT)
                    .set("new_server_salt", sessions.salt());
        }
        return null;
    }

    private byte[] decrypt(AuthKey key, byte[] frame) {
        byte[] messageKey = Bytes.slice(frame, 8, ENCRYPTED_HEADER);
        MessageKeys keys = MessageKeys.derive(key.secret(), messageKey, Sender.CLIENT);
        int length = (frame.length - ENCRYPTED_HEADER) & -16;
        byte[] plain = ige.decrypt(keys.aesKey(), keys.aesIv(), frame, ENCRYPTED_HEADER, length);
        if (!Arrays.equals(messageKey, MessageKeys.messageKey(key.secret(), plain, 0, plain.length, Sender.CLIENT))) {
            throw new ProtocolException("A message does not fit its key");
        }
        return plain;
    }

    private Session attach(AuthKey key, long sessionId, long messageId) {
        boolean known = sessions.knows(key, sessionId);
        Session session = sessions.get(key, sessionId);
        if (attached.add(session)) {
            session.attach(this);
        }
        if (!known) {
            reply(
                    session,
                    tl("new_session_created")
                            .set("first_msg_id", messageId)
                            .set("unique_id", Bytes.randomLong())
                            .set("server_salt", sessions.salt()));
        }
        return session;
    }

    private void handleMessage(Session session, long messageId, TlReader reader) {
        int id = reader.peekInt();
        if (id == CONTAINER) {
            reader.readInt();
            handleContainer(session, reader);
        } else if (Packed.isNext(reader)) {
            handleMessage(session, messageId, Packed.unpack(reader));
        } else if (ServiceMessages.knows(id)) {
            TlObject answer = ServiceMessages.answer(reader, messageId, session, sessions);
            if (answer != null) {
                reply(session, answer);
            }
        } else {
            call(session, messageId, reader);
        }
    }

    private void handleContainer(Session session, TlReader reader) {
        int count = reader.readInt();
        for (int i = 0; i < count && !hungUp; i++) {
            long messageId = reader.readLong();
            reader.readInt();
            handleMessage(session, messageId, new TlReader(reader.readRaw(reader.readInt())));
        }
    }

    private void call(Session session, long messageId, TlReader query) {
        give(session, messageId, service.answer(session, query));
    }

    private void give(Session session, long messageId, RpcAnswer answer) {
        if (answer instanceof RpcAnswer.Last last) {
            give(session, messageId, last.answer());
            hungUp = true;
            frames.hangUp();
        } else if (answer instanceof RpcAnswer.Result result) {
            session.send(rpcResult(messageId, Compression.packed(result.body())), true, true);
        } else if (answer instanceof RpcAnswer.Failure failure) {
            TlObject error = tl("rpc_error").set("error_code", failure.code()).set("error_message", failure.message());
            session.send(rpcResult(messageId, Body.of(TlWriter.bytes(error))), true, true);
        } else if (answer instanceof RpcAnswer.Disconnect) {
            frames.close();
        }
    }

    private static void reply(Session session, TlObject message) {
        session.send(Body.of(TlWriter.bytes(message)), true, false);
    }

    private static Body rpcResult(long messageId, Body result) {
        byte[] header = new TlWriter().writeInt(RPC_RESULT).writeLong(messageId).toByteArray();
        return new Body() {
            @Override
            public int length() {
                return header.length + result.length();
            }

            @Override
            public void writeTo(byte[] target, int at) {
                System.arraycopy(header, 0, target, at, header.length);
                result.writeTo(target, at + header.length);
            }
        };
    }

    private void handleUnencrypted(byte[] frame) {
        TlReader reader = new TlReader(frame, 8, frame.length - 8);
        long messageId = reader.readLong();
        reader.readInt();
        byte[] answer = TlWriter.bytes(handshake.answer(reader.readCall()));
        byte[] message = new TlWriter()
                .writeInt(0)
                .writeLong(0)
                .writeLong(messageId + 1)
                .writeInt(answer.length)
                .writeRaw(answer)
                .toByteArray();
        frames.send(message);
    }

    private void sendTransportError(int code) {
        frames.send(new TlWriter().writeInt(0).writeInt(code).toByteArray());
    }
}
