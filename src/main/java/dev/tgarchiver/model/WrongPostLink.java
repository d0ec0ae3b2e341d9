package dev.tgarchiver.model;

/** A link that begins as the link to a post does, and has something else where the post's number belongs. */
public final class WrongPostLink extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String reason;

    /**
     * @param link the user's input
     * @param reason what is wrong with it, as a clause
     */
    WrongPostLink(String link, String reason) {
        super("\"" + link + "\" does not name a post: " + reason + ". A channel is named without one, a post by its "
                + "link, such as https://t.me/name/456.");
        this.reason = reason;
    }

    /** What is wrong, without the link, as a clause. */
    public String reason() {
        return reason;
    }
}
