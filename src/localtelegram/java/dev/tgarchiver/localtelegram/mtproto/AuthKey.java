package dev.tgarchiver.localtelegram.mtproto;

import dev.tgarchiver.localtelegram.crypto.Bytes;
import dev.tgarchiver.localtelegram.crypto.Hash;

/** An authorization key and what it stands for. Thread-safe. */
public final class AuthKey {

    private final long id;
    private final byte[] secret;
    private final int dataCentre;
    private final boolean temporary;
    private volatile long userId;
    private volatile long boundTo;

    AuthKey(byte[] secret, int dataCentre, boolean temporary) {
        this.secret = secret;
        this.dataCentre = dataCentre;
        this.temporary = temporary;
        this.id = Bytes.littleEndianLong(Hash.sha1(secret), 12);
    }

    public long id() {
        return id;
    }

    public byte[] secret() {
        return secret;
    }

    /** The data centre where it was made; it holds nowhere else. */
    public int dataCentre() {
        return dataCentre;
    }

    public boolean isTemporary() {
        return temporary;
    }

    /** The user who is logged in with it; 0 for nobody. */
    public long userId() {
        return userId;
    }

    /** The permanent key that this temporary one speaks for; 0 for none. */
    public long boundTo() {
        return boundTo;
    }

    void setUserId(long newUserId) {
        userId = newUserId;
    }

    void setBoundTo(long permanentKeyId) {
        boundTo = permanentKeyId;
    }
}
