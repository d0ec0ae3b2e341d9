package dev.tgarchiver.localtelegram.handlers;

/** A call that is answered with an error. */
final class RpcException extends RuntimeException {

    private final int code;

    RpcException(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }

    String error() {
        return String.valueOf(getMessage());
    }

    static RpcException badRequest(String message) {
        return new RpcException(400, message);
    }

    /** Sends the client to another data centre. */
    static RpcException migrate(String what, int dataCentre) {
        return new RpcException(303, what + "_MIGRATE_" + dataCentre);
    }
}
