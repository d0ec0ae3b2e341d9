package dev.tgarchiver.app.account;

/**
 * What a logout found and ended.
 *
 * @param account who was logged in, in words; empty when there was no login, or Telegram had ended the login
 */
public record LogoutResult(Kind kind, String account) {

    /** What there was to end. */
    public enum Kind {
        /** The login; it is ended at Telegram and here. */
        LOGGED_OUT,
        /** A login that Telegram had ended; it is deleted here. */
        ENDED_BEFORE,
        /** A login that was not completed; it is deleted here. */
        NOT_COMPLETED,
        /** Nothing. */
        NOT_LOGGED_IN
    }
}
