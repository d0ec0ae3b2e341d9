package dev.tgarchiver.localtelegram.transport;

import dev.tgarchiver.localtelegram.crypto.Bytes;

/** The bytes that mean nothing at the end of a frame, by which its length tells less of what is in it. */
final class Padding {

    /** Of a message in the clear: no key, a message id, the length of the data. */
    private static final int PLAIN_HEADER = 20;

    /** Of an encrypted one: the key's id and the message's own key; what follows comes in blocks. */
    private static final int ENCRYPTED_HEADER = 24;

    private static final int BLOCK = 16;

    private Padding() {}

    /** A message of MTProto without what follows it. */
    static byte[] cut(byte[] frame) {
        if (frame.length < ENCRYPTED_HEADER) {
            return frame;
        }
        boolean plain = Bytes.littleEndianLong(frame, 0) == 0;
        int length = plain
                ? PLAIN_HEADER + (int) (Bytes.littleEndianLong(frame, PLAIN_HEADER - 4) & 0xffff_ffffL)
                : frame.length - (frame.length - ENCRYPTED_HEADER) % BLOCK;
        return Bytes.slice(frame, 0, Math.min(length, frame.length));
    }
}
