package dev.tgarchiver.localtelegram.mtproto;

import dev.tgarchiver.localtelegram.tl.Packed;

/** Packs large answers, as Telegram does: as gzip_packed, when that makes them shorter by a tenth. */
final class Compression {

    /** Telegram publishes no number. */
    private static final int LARGE = 512;

    private static final int TRIED = 1024;
    private static final double WORTH_IT = 0.9;

    private Compression() {}

    /** The same body, or a shorter one that means the same. */
    static Body packed(Body body) {
        if (body.length() < LARGE || !body.isCompressible()) {
            return body;
        }
        byte[] bytes = new byte[body.length()];
        body.writeTo(bytes, 0);
        // The content of files does not pack: found out from a piece of it, as TDLib does before it packs a request.
        int tried = Math.min(TRIED, bytes.length);
        if (Packed.of(bytes, (bytes.length - tried) / 2, tried).length > tried * WORTH_IT) {
            return body;
        }
        byte[] packed = Packed.of(bytes, 0, bytes.length);
        return packed.length > bytes.length * WORTH_IT ? body : Body.of(packed);
    }
}
