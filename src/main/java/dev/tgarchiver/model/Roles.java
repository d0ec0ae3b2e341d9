package dev.tgarchiver.model;

import dev.tgarchiver.model.post.FileRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which of a post's files are wanted, by their {@link FileRole}. Words, in any order: {@code main} is the file that makes
 * a post a photo, a video and so on; {@code all} is every file, also those that Telegram derives from others; any other
 * word is a role, with the roles that start with it ({@code preview} also means {@code preview_cover}). A word with a
 * minus sign takes away. Without a word that adds, all files are wanted that are the post's own.
 *
 * @param words as the user wrote them
 */
public record Roles(List<String> words) {

    /** All files of a post, without those that Telegram derives from others and those of pages that it links. */
    public static final Roles DEFAULT = new Roles(List.of());

    /** Everything but the pictures of link previews. */
    public static final String NO_PREVIEWS = "-preview";

    /** What a word looks like. */
    public static final Pattern WORD = Pattern.compile("-?[a-z][a-z0-9_]*");

    /**
     * The words that mean something today; roles that start with one of them, too. A newer TDLib may have more, which
     * no user has to name.
     */
    public static final List<String> KNOWN = List.of(
            "main",
            "all",
            "photo",
            "video",
            "audio",
            "document",
            "voice",
            "video_note",
            "animation",
            "sticker",
            "live_photo_video",
            "cover",
            "preview",
            "paid_media",
            "poll",
            "poll_option",
            "game",
            "invoice",
            "gift",
            "animated_emoji",
            "chat_photo",
            "background",
            "theme",
            "rich",
            "reply",
            "shared",
            "reason",
            "elements",
            "custom_emoji",
            "instant_view",
            "thumbnail",
            "alternative",
            "hls",
            "storyboard",
            "storyboard_map",
            "small_animation");

    private static final String MAIN = "main";
    private static final String ALL = "all";
    private static final String MINUS = "-";

    /** @throws IllegalArgumentException for something that is not a word */
    public Roles {
        words = List.copyOf(words);
        for (String word : words) {
            if (!WORD.matcher(word).matches()) {
                throw new IllegalArgumentException("not a role: " + word);
            }
        }
    }

    /** Whether a word, with or without a minus sign, means a role that posts have today. */
    public static boolean isKnown(String word) {
        String role = word.startsWith(MINUS) ? word.substring(1) : word;
        return KNOWN.stream().anyMatch(known -> role.equals(known) || role.startsWith(known + "_"));
    }

    /** Whether a file with this role is wanted. */
    public boolean want(FileRole role) {
        List<String> added = new ArrayList<>();
        for (String word : words) {
            if (!word.startsWith(MINUS)) {
                added.add(word);
            } else if (means(word.substring(1), role)) {
                return false;
            }
        }
        return added.isEmpty() ? role.isOfPost() : added.stream().anyMatch(word -> means(word, role));
    }

    /** Whether files that Telegram derives from others are wanted, too. */
    public boolean wantDerived() {
        return words.stream().anyMatch(word -> word.equals(ALL) || FileRole.isDerived(word));
    }

    private static boolean means(String word, FileRole role) {
        return switch (word) {
            case ALL -> true;
            case MAIN -> role.isMain();
            default -> role.name().equals(word) || role.name().startsWith(word + "_");
        };
    }
}
