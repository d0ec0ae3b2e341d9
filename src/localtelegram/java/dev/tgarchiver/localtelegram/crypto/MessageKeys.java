package dev.tgarchiver.localtelegram.crypto;

import java.security.MessageDigest;

/** How MTProto derives a message's AES key and iv from the authorization key and the message's own key. */
public final class MessageKeys {

    private final byte[] aesKey;
    private final byte[] aesIv;

    private MessageKeys(byte[] aesKey, byte[] aesIv) {
        this.aesKey = aesKey;
        this.aesIv = aesIv;
    }

    public byte[] aesKey() {
        return aesKey;
    }

    public byte[] aesIv() {
        return aesIv;
    }

    /** Which side sends: it selects the part of the authorization key that is used. */
    public enum Sender {
        CLIENT(0),
        SERVER(8);

        private final int offset;

        Sender(int offset) {
            this.offset = offset;
        }
    }

    /** The message key of a padded plaintext (MTProto 2.0). */
    public static byte[] messageKey(byte[] authKey, byte[] plain, int from, int length, Sender sender) {
        MessageDigest digest = Hash.newSha256();
        digest.update(authKey, 88 + sender.offset, 32);
        digest.update(plain, from, length);
        return Bytes.slice(digest.digest(), 8, 24);
    }

    /** The AES key and iv that belong to a message key (MTProto 2.0). */
    public static MessageKeys derive(byte[] authKey, byte[] messageKey, Sender sender) {
        int x = sender.offset;
        byte[] a = Hash.sha256(messageKey, Bytes.slice(authKey, x, x + 36));
        byte[] b = Hash.sha256(Bytes.slice(authKey, 40 + x, 76 + x), messageKey);
        return new MessageKeys(interleave(a, b), interleave(b, a));
    }

    private static byte[] interleave(byte[] outer, byte[] inner) {
        return Bytes.concat(Bytes.slice(outer, 0, 8), Bytes.slice(inner, 8, 24), Bytes.slice(outer, 24, 32));
    }

    /** The AES key and iv of MTProto 1.0, which binding a temporary key still uses. */
    public static MessageKeys deriveVersion1(byte[] authKey, byte[] messageKey) {
        byte[] a = Hash.sha1(messageKey, Bytes.slice(authKey, 0, 32));
        byte[] b = Hash.sha1(Bytes.slice(authKey, 32, 48), messageKey, Bytes.slice(authKey, 48, 64));
        byte[] c = Hash.sha1(Bytes.slice(authKey, 64, 96), messageKey);
        byte[] d = Hash.sha1(messageKey, Bytes.slice(authKey, 96, 128));
        return new MessageKeys(
                Bytes.concat(Bytes.slice(a, 0, 8), Bytes.slice(b, 8, 20), Bytes.slice(c, 4, 16)),
                Bytes.concat(
                        Bytes.slice(a, 8, 20), Bytes.slice(b, 0, 8), Bytes.slice(c, 16, 20), Bytes.slice(d, 0, 8)));
    }
}
