package dev.tgarchiver.storage.naming;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import java.time.Instant;
import java.util.Optional;

/** Posts for tests of naming. */
public final class Posts {

    static final Instant DATE = Instant.parse("2024-12-31T23:59:59Z");

    private Posts() {}

    public static Media media(MediaKind kind, String fileName, String mimeType) {
        return new Media(kind, "unique", 1, fileName, mimeType, "", "", 0, 0, 0);
    }

    static Media song(String fileName, String performer, String title) {
        return new Media(MediaKind.AUDIO, "unique", 1, fileName, "audio/mpeg", performer, title, 0, 0, 0);
    }

    public static Post with(Media media) {
        return with(media, "", 0);
    }

    public static Post with(Media media, String caption, long album) {
        return new Post(
                new PostId(-1001, 42),
                DATE,
                Optional.empty(),
                "audio",
                caption,
                "",
                album,
                0,
                0,
                0,
                "",
                Optional.of(media));
    }
}
