package dev.tgarchiver.localtelegram.world;

/**
 * An invite link of a channel.
 *
 * @param hash what follows the plus sign in {@code https://t.me/+hash}
 */
public record InviteLink(String hash, Kind kind) {

    /** What it lets somebody do who is no member. */
    public enum Kind {
        /** Join. */
        OPEN,
        /** Look inside for a while, and join. */
        PEEK,
        /** Ask to join. */
        APPROVAL,
        /** Nothing any more. */
        EXPIRED
    }
}
