package dev.tgarchiver.telegram;

/**
 * The account that is logged in.
 *
 * @param id the user's id
 * @param name first and last name, unchecked
 * @param username without the at sign, empty if none
 */
public record Account(long id, String name, String username) {

    /** The account's name for messages; never its phone number. */
    public String label() {
        return username.isEmpty() ? name : name + " (@" + username + ")";
    }
}
