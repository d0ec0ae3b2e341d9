package dev.tgarchiver.tdlib.binding;

/** TDLib's answer {@code error}, with its unchanged code and text. */
public final class TdError extends Exception {

    private static final long serialVersionUID = 1;

    /** A closing client's answer to pending requests (Td.cpp). */
    public static final String CLOSING = "Request aborted";

    private final int code;
    private final String text;
    private final boolean ofReference;

    public TdError(int code, String text) {
        this(code, text, false);
    }

    /** @param ofReference whether the error says why an expired file reference was not renewed */
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

    /** Whether the client closes, because of a request or because the login ended. */
    public boolean saysClosing() {
        return code == 500 && text.equals(CLOSING);
    }

    public boolean isOfReference() {
        return ofReference;
    }

    /** Whether a download ended normally without a byte: TDLib has then not opened a file, so it has no name for it. */
    public boolean isOfNoBytes() {
        return text.contains("Can't rename \"\" to ");
    }
}
