package dev.tgarchiver.localtelegram.tl;

/** Bytes or an object that do not follow the schema. */
public final class TlException extends RuntimeException {

    public TlException(String message) {
        super(message);
    }
}
