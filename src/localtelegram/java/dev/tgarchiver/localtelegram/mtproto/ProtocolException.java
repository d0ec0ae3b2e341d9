package dev.tgarchiver.localtelegram.mtproto;

/** A client that breaks the rules of MTProto; the server hangs up. */
public final class ProtocolException extends RuntimeException {

    public ProtocolException(String message) {
        super(message);
    }
}
