package dev.tgarchiver.localtelegram.world;

/**
 * How an account's log-in goes by email.
 *
 * @param mustSetUp whether the account has no address yet and must be given one first
 * @param address the account's address; empty while it has none
 * @param code what the mail says
 */
public record EmailLogin(boolean mustSetUp, String address, String code) {

    /** The address as it is shown to somebody who has not logged in. */
    public static String pattern(String address) {
        int at = address.indexOf('@');
        return at < 1 ? "***" : address.charAt(0) + "***" + address.substring(at);
    }
}
