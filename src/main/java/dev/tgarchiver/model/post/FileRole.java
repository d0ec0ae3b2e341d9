package dev.tgarchiver.model.post;

import java.util.Set;

/**
 * What a file is in its post: {@code photo}, {@code live_photo_video}, {@code preview}, {@code paid_media/2}, ….
 *
 * @param name a word that is the field's name where TDLib has no better one; any lower-case word may occur
 * @param position the number in a list, counted from 1; 0 outside lists
 */
public record FileRole(String name, int position) {

    /** What Telegram derives from another file of the same post, so that nothing is lost without it. */
    private static final Set<String> DERIVED =
            Set.of("thumbnail", "alternative", "hls", "storyboard", "storyboard_map", "small_animation");

    private static final String INSTANT_VIEW = "instant_view";

    /** @throws IllegalArgumentException when the name is empty or the position negative */
    public FileRole {
        if (name.isEmpty() || position < 0) {
            throw new IllegalArgumentException("a file role " + name + "/" + position);
        }
    }

    /** The role of the file that makes a post one of this kind. */
    public static FileRole main(MediaKind kind) {
        return new FileRole(kind.key(), 0);
    }

    /** Whether Telegram makes it from another file of the post: a thumbnail, another quality, a storyboard. */
    public boolean isDerived() {
        return isDerived(name);
    }

    /**
     * Whether the post itself has it: Telegram derives it from no other file, and it does not belong to the instant view
     * of a page that the post links.
     */
    public boolean isOfPost() {
        return !isDerived() && !name.equals(INSTANT_VIEW) && !name.startsWith(INSTANT_VIEW + "_");
    }

    public static boolean isDerived(String name) {
        return DERIVED.contains(name);
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static FileRole parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new FileRole(text, 0)
                : new FileRole(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether it makes the post one of a {@link MediaKind}, as the video of a video. */
    public boolean isMain() {
        return position == 0 && MediaKind.of(name).isPresent();
    }

    /** The same name with the next number. */
    public FileRole next() {
        return new FileRole(name, Math.max(1, position) + 1);
    }

    @Override
    public String toString() {
        return position == 0 ? name : name + "/" + position;
    }
}
