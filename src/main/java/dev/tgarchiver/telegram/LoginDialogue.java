package dev.tgarchiver.telegram;

import java.time.Duration;

/**
 * Asks the person who logs in, one question at a time. Every question may block until they answer. They may go back
 * instead, to start with another number.
 */
public interface LoginDialogue {

    /** Their phone number in international form. */
    String phone() throws LoginAborted;

    /** The login code, or {@link CodeAnswer#RESEND}. */
    CodeAnswer code(CodeInfo info) throws LoginAborted, WentBack;

    /** The password of two-step verification. {@code hint} may be empty, and so may {@code phone} after a QR code. */
    String password(String phone, String hint) throws LoginAborted, WentBack;

    /** An email address, which Telegram requires of this account for the login. */
    String emailAddress() throws LoginAborted, WentBack;

    /** The code that was sent to an email address; {@code pattern} is what Telegram shows of it. */
    String emailCode(String pattern) throws LoginAborted, WentBack;

    /** Shows this link as a QR code for an app that is logged in. May be called again with a new link. */
    void qr(String link);

    /** Reports why the last answer was wrong. The same question follows. */
    void rejected(String reason) throws LoginAborted;

    /** Shows a message to the person. */
    void tell(String message);

    /**
     * How a code was sent.
     *
     * @param phone the phone number of the login
     * @param sent whether it was just sent; false when the same code is asked for again
     * @param sentTo a phrase such as {@code to your Telegram app}
     * @param length number of digits; 0 if unknown
     * @param next how it would be sent next; empty if it cannot be sent again
     * @param resendAfter time until it can be sent again
     */
    record CodeInfo(String phone, boolean sent, String sentTo, int length, String next, Duration resendAfter) {}

    /** A code, or a request for another one. */
    record CodeAnswer(String code) {
        /** Requests the code again, another way. */
        public static final CodeAnswer RESEND = new CodeAnswer("");
    }

    /** The person wants to start with another number. */
    final class WentBack extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** The person gave up, or there is no terminal to ask on. */
    final class LoginAborted extends Exception {
        private static final long serialVersionUID = 1;

        /** The message says why and what to do. */
        public LoginAborted(String message) {
            super(message);
        }
    }
}
