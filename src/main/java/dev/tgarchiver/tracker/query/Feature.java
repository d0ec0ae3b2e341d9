package dev.tgarchiver.tracker.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a post can have. The names in lower case are the words of the command line. */
public enum Feature {
    /** A file. */
    MEDIA,
    /** A link in its text, or the preview of one. */
    LINK,
    POLL,
    /** Buttons under it. */
    BUTTONS,
    REACTIONS,
    /** Comments or replies. */
    COMMENTS,
    /** It is a reply. */
    REPLY,
    /** It is a forward. */
    FORWARD,
    /** It belongs to an album. */
    ALBUM,
    /** A text or caption. */
    TEXT;

    /** The word of the command line. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The feature of a word, in any case. */
    public static Optional<Feature> of(String word) {
        return Arrays.stream(values())
                .filter(feature -> feature.name().equalsIgnoreCase(word))
                .findFirst();
    }
}
