package dev.tgarchiver.localtelegram.world;

import dev.tgarchiver.localtelegram.tl.TlObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post as it stands in a channel or in Saved Messages. Immutable. Made from a {@link PostDraft}.
 *
 * @param raw a Message that is sent as it is, but for its place; null for a post that is made of the other parts
 * @param albumId groups the posts of an album; 0 when it is none
 * @param sender who wrote it; null for the channel itself and for administrators who do not show themselves
 * @param topic the topic of the forum that it is in; 0 for General, and outside forums
 * @param replyTo the id of the post that it answers; 0 when it answers none
 */
public record Post(
        int id,
        Instant date,
        String text,
        List<Entity> entities,
        @Nullable Media media,
        @Nullable ServiceAction action,
        @Nullable TlObject raw,
        long albumId,
        int views,
        int forwards,
        int topic,
        int replyTo,
        @Nullable Instant edited,
        @Nullable Forward forward,
        @Nullable User sender,
        String author,
        boolean pinned) {

    /** Whether it holds media of a kind. */
    public boolean holds(MediaKind kind) {
        return raw == null ? media != null && media.kind() == kind : RawPosts.kind(raw) == kind;
    }
}
