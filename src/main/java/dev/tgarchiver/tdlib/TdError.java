package dev.tgarchiver.tdlib;

/** TDLib's answer {@code error}, with its code and its text as they came. */
final class TdError extends Exception {

    private static final long serialVersionUID = 1;

    private final int code;
    private final String text;

    TdError(int code, String text) {
        super(code + " " + text);
        this.code = code;
        this.text = text;
    }

    int code() {
        return code;
    }

    String text() {
        return text;
    }
}
