package dev.tgarchiver.telegram;

import java.time.Duration;

/**
 * The person who logs in, asked one thing at a time. Every answer may block for as long as they think. Instead of answering
 * they may go back, to begin with another number.
 */
public interface LoginDialogue {

    /** Their phone number in international form. */
    String phone() throws LoginAborted;

    /** The login code, or {@link CodeAnswer#RESEND}. */
    CodeAnswer code(CodeInfo info) throws LoginAborted, WentBack;

    /** The password of two-step verification. {@code hint} may be empty, and so may {@code phone} after a QR code. */
    String password(String phone, String hint) throws LoginAborted, WentBack;

    /** An email address, which Telegram demands of this account before it lets it in. */
    String emailAddress() throws LoginAborted, WentBack;

    /** The code that was sent to an email address; {@code pattern} is what Telegram shows of it. */
    String emailCode(String pattern) throws LoginAborted, WentBack;

    /** Show this link as a QR code, to be scanned by an app that is logged in. May come again with a new link. */
    void qr(String link);

    /** The last answer was wrong, for this reason. The same question comes again. */
    void rejected(String reason) throws LoginAborted;

    /** Something that the person should know. */
    void tell(String message);

    /**
     * How a code was sent.
     *
     * @param phone the number that it is for
     * @param sent whether it was sent just now; false when the same code is asked for again
     * @param sentTo a phrase such as {@code to your Telegram app}
     * @param length digits, 0 if unknown
     * @param next how it would be sent next, empty if it cannot be sent again
     * @param resendAfter when that is possible at the earliest, counted from now
     */
    record CodeInfo(String phone, boolean sent, String sentTo, int length, String next, Duration resendAfter) {}

    /** A code, or the wish for another one. */
    record CodeAnswer(String code) {
        /** Send it again, another way. */
        public static final CodeAnswer RESEND = new CodeAnswer("");
    }

    /** The person wants to begin with another number. */
    final class WentBack extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** The person gave up, or there is nobody to ask. */
    final class LoginAborted extends Exception {
        private static final long serialVersionUID = 1;

        /** The message tells why and what to do. */
        public LoginAborted(String message) {
            super(message);
        }
    }
}
