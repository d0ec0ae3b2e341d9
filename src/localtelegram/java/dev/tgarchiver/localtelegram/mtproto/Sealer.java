package dev.tgarchiver.localtelegram.mtproto;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.localtelegram.crypto.AesIge;
import dev.tgarchiver.localtelegram.crypto.MessageKeys;
import dev.tgarchiver.localtelegram.crypto.MessageKeys.Sender;
import dev.tgarchiver.localtelegram.transport.FrameConnection;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.ThreadLocalRandom;

/** Makes encrypted frames. One per connection, which reuses its buffer; thread-safe. */
final class Sealer {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Salt, session, message id, sequence number, length. */
    private static final int INNER_HEADER = 32;

    /** Key id and message key. */
    private static final int OUTER_HEADER = 24;

    private static final int MIN_PADDING = 12;

    @GuardedBy("this")
    private final AesIge ige = new AesIge();

    @GuardedBy("this")
    private byte[] plain = new byte[1 << 12];

    /** A whole frame with room for its length at the beginning. */
    synchronized byte[] seal(AuthKey key, long salt, long sessionId, long messageId, int sequence, Body body) {
        int contentEnd = INNER_HEADER + body.length();
        int padding = MIN_PADDING + (-(contentEnd + MIN_PADDING) & 15);
        int length = contentEnd + padding;
        if (plain.length < length) {
            plain = new byte[Integer.highestOneBit(length) * 2];
        }
        LONG.set(plain, 0, salt);
        LONG.set(plain, 8, sessionId);
        LONG.set(plain, 16, messageId);
        INT.set(plain, 24, sequence);
        INT.set(plain, 28, body.length());
        body.writeTo(plain, INNER_HEADER);
        for (int i = 0; i < padding; i += 4) {
            INT.set(plain, contentEnd + i, ThreadLocalRandom.current().nextInt());
        }
        byte[] messageKey = MessageKeys.messageKey(key.secret(), plain, 0, length, Sender.SERVER);
        MessageKeys keys = MessageKeys.derive(key.secret(), messageKey, Sender.SERVER);
        int start = FrameConnection.HEADER + OUTER_HEADER;
        byte[] frame = new byte[start + length];
        LONG.set(frame, FrameConnection.HEADER, key.id());
        System.arraycopy(messageKey, 0, frame, FrameConnection.HEADER + 8, messageKey.length);
        ige.encrypt(keys.aesKey(), keys.aesIv(), plain, 0, length, frame, start);
        return frame;
    }
}
