package dev.tgarchiver.model.post;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kind of a post's file. The names in lower case are the words of the command line and the tracker. */
public enum MediaKind {
    AUDIO,
    DOCUMENT,
    PHOTO,
    VIDEO,
    VOICE,
    VIDEO_NOTE,
    ANIMATION,
    STICKER;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** The kind's word, such as {@code video_note}. */
    public String key() {
        return key;
    }

    /** The kind of a word, in any case. */
    public static Optional<MediaKind> of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.key.equalsIgnoreCase(word))
                .findFirst();
    }
}
