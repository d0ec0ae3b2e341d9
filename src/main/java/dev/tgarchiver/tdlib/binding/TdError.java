package dev.tgarchiver.tdlib.binding;

/** TDLib's answer {@code error}, with its code and its text as they came. */
public final class TdError extends Exception {

    private static final long serialVersionUID = 1;

    /** What a client that closes says to whoever still waits (Td.cpp). */
    public static final String CLOSING = "Request aborted";

    private final int code;
    private final String text;
    private final boolean ofReference;

    public TdError(int code, String text) {
        this(code, text, false);
    }

    /** @param ofReference whether it says why a file's reference, which Telegram had called expired, was not made anew */
    public TdError(int code, String text, boolean ofReference) {
        super(code + " " + text);
        this.code = code;
        this.text = text;
        this.ofReference = ofReference;
    }

    public int code() {
        return code;
    }

    public String text() {
        return text;
    }

    /** Whether the client closes, because it was asked to or for want of a login. */
    public boolean saysClosing() {
        return code == 500 && text.equals(CLOSING);
    }

    public boolean isOfReference() {
        return ofReference;
    }

    /** Whether a download ended in order without a byte: then TDLib has opened no file, and gives it no name. */
    public boolean isOfNoBytes() {
        return text.contains("Can't rename \"\" to ");
    }
}
