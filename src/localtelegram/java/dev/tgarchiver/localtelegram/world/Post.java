package dev.tgarchiver.localtelegram.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post as it stands in a channel or in Saved Messages. Immutable. Made from a {@link PostDraft}.
 *
 * @param albumId groups the posts of an album; 0 when it is none
 * @param sender who wrote it; null for the channel itself and for administrators who do not show themselves
 * @param replyTo the id of the post that it answers; 0 when it answers none
 */
public record Post(
        int id,
        Instant date,
        String text,
        List<Entity> entities,
        @Nullable Media media,
        @Nullable ServiceAction action,
        long albumId,
        int views,
        int forwards,
        int replyTo,
        @Nullable Instant edited,
        @Nullable Forward forward,
        @Nullable User sender,
        String author,
        boolean pinned) {

    /** Whether it holds media of a kind. */
    public boolean holds(MediaKind kind) {
        return media != null && media.kind() == kind;
    }
}
