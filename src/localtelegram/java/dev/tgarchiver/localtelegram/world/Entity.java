package dev.tgarchiver.localtelegram.world;

/**
 * A formatted stretch of a text, in UTF-16 units.
 *
 * @param argument the address of a {@link Type#TEXT_URL}, the language of a {@link Type#PRE}; otherwise empty
 */
public record Entity(Type type, int offset, int length, String argument) {

    /** The kinds of formatting. */
    public enum Type {
        BOLD,
        ITALIC,
        UNDERLINE,
        STRIKE,
        CODE,
        PRE,
        SPOILER,
        BLOCKQUOTE,
        HASHTAG,
        CASHTAG,
        MENTION,
        URL,
        EMAIL,
        TEXT_URL
    }
}
