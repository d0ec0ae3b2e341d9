package dev.tgarchiver.localtelegram.world;

import java.util.List;

/**
 * A small picture, or with the type v a short film without sound, that a document has beside its file.
 *
 * @param type what a client names when it asks for it
 */
public record Thumbnail(String type, int width, int height, RemoteFile file) {

    private static final long PICTURE = 7_001;
    private static final long FILM = 30_011;

    /** Whether it is a film. */
    public boolean isFilm() {
        return type.equals("v");
    }

    /** What Telegram makes of a document; photos have sizes instead. */
    public static List<Thumbnail> of(Media media) {
        Thumbnail picture = new Thumbnail("m", 320, 180, media.file().beside('m', PICTURE));
        return switch (media.kind()) {
            case ANIMATION, VIDEO ->
                List.of(picture, new Thumbnail("v", 320, 180, media.file().beside('v', FILM)));
            case AUDIO, VIDEO_NOTE, STICKER -> List.of(picture);
            case DOCUMENT -> media.mimeType().equals("application/pdf") ? List.of(picture) : List.of();
            case PHOTO, VOICE -> List.of();
        };
    }
}
