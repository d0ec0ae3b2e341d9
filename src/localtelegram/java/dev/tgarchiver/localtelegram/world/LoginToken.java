package dev.tgarchiver.localtelegram.world;

import dev.tgarchiver.localtelegram.crypto.Bytes;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The secret of a QR code. */
public final class LoginToken {

    private final byte[] bytes = Bytes.random(32);
    private volatile @Nullable User acceptedBy;

    public byte[] bytes() {
        return bytes;
    }

    /** The token as it stands in the link of the QR code. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Who scanned the code; null while nobody has. */
    public @Nullable User acceptedBy() {
        return acceptedBy;
    }

    void accept(User user) {
        acceptedBy = user;
    }
}
