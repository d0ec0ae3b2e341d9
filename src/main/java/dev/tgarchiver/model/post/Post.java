package dev.tgarchiver.model.post;

import java.time.Instant;
import java.util.Optional;

/**
 * A post of a channel, as of its walk.
 *
 * @param date when it was posted
 * @param editDate when it was last edited, if ever
 * @param type {@code text}, a media kind, or the name of the service action
 * @param text the text or caption, empty if none
 * @param entities the text's formatting as a JSON array of TDLib's {@code textEntity}, empty if none
 * @param albumId equal for the posts of one album; 0 outside albums
 * @param views number of views; 0 if Telegram does not count them
 * @param forwards number of forwards
 * @param replyTo message id in this channel that it replies to; 0 if none
 * @param author the signature under the post, empty if none
 * @param media the file that makes it a post of its type
 */
public record Post(
        PostId id,
        Instant date,
        Optional<Instant> editDate,
        String type,
        String text,
        String entities,
        long albumId,
        int views,
        int forwards,
        long replyTo,
        String author,
        Optional<Media> media,
        PostDetail detail) {

    /** A post of which only the line in a list is known. */
    public Post(
            PostId id,
            Instant date,
            Optional<Instant> editDate,
            String type,
            String text,
            String entities,
            long albumId,
            int views,
            int forwards,
            long replyTo,
            String author,
            Optional<Media> media) {
        this(
                id,
                date,
                editDate,
                type,
                text,
                entities,
                albumId,
                views,
                forwards,
                replyTo,
                author,
                media,
                PostDetail.NONE);
    }

    /** The same post with another file. */
    public Post withMedia(Media other) {
        Optional<Media> media = Optional.of(other);
        return new Post(
                id, date, editDate, type, text, entities, albumId, views, forwards, replyTo, author, media, detail);
    }

    /** The same post with other details. */
    public Post withDetail(PostDetail other) {
        return new Post(
                id, date, editDate, type, text, entities, albumId, views, forwards, replyTo, author, media, other);
    }

    /** The same post with another text. */
    public Post withText(String other) {
        return new Post(
                id, date, editDate, type, other, entities, albumId, views, forwards, replyTo, author, media, detail);
    }
}
