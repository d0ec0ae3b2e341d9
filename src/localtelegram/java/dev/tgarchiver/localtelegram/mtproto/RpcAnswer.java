package dev.tgarchiver.localtelegram.mtproto;

/** What comes of a call. */
public sealed interface RpcAnswer {

    /** The method's result. */
    record Result(Body body) implements RpcAnswer {}

    /** An error as Telegram gives it. */
    record Failure(int code, String message) implements RpcAnswer {}

    /** No answer at all, as when it is lost on the way. */
    record Silence() implements RpcAnswer {}

    /** An answer after which the server hangs up. */
    record Last(RpcAnswer answer) implements RpcAnswer {}

    /** The connection breaks. */
    record Disconnect() implements RpcAnswer {}
}
