package dev.tgarchiver.post;

import dev.tgarchiver.model.post.MediaKind;
import java.util.Locale;
import java.util.regex.Pattern;

/** The word for a kind of content, as posts have it. */
public final class ContentType {

    private static final String PREFIX = "message";

    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private ContentType() {}

    /** Converts {@code messageVideoNote} to {@code video_note}, the spelling of {@link MediaKind}. */
    public static String word(String type) {
        String name = type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
        if (name.equals("VoiceNote")) {
            return MediaKind.VOICE.key();
        }
        return WORD_START.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
