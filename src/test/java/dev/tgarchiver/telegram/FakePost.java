package dev.tgarchiver.telegram;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.ContentHash;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.IndexedText;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostDetail;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.PostThread;
import dev.tgarchiver.model.post.RawMessage;
import dev.tgarchiver.model.post.Remainder;
import dev.tgarchiver.post.RawMessages;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A post before it is sent: a text, or a file with what belongs to it. Immutable. */
public final class FakePost {

    private final @Nullable Media media;
    private final @Nullable Long seed;
    private final String text;
    private final long album;
    private final @Nullable Instant date;
    private final long topic;
    private final long sender;

    private FakePost(@Nullable Media media, @Nullable Long seed, String text, long album, @Nullable Instant date) {
        this(media, seed, text, album, date, 0, 0);
    }

    private FakePost(
            @Nullable Media media,
            @Nullable Long seed,
            String text,
            long album,
            @Nullable Instant date,
            long topic,
            long sender) {
        this.media = media;
        this.seed = seed;
        this.text = text;
        this.album = album;
        this.date = date;
        this.topic = topic;
        this.sender = sender;
    }

    /** A post without a file. */
    public static FakePost text(String text) {
        return new FakePost(null, null, text, 0, null);
    }

    /** A document. */
    public static FakePost document(String name, long size) {
        return file(MediaKind.DOCUMENT, name, size);
    }

    /** A file of any kind; an empty name for those that have none. */
    public static FakePost file(MediaKind kind, String name, long size) {
        return new FakePost(new Media(kind, "", size, name, "", "", "", 0, 0, 0), null, "", 0, null);
    }

    /** An audio file. */
    public static FakePost audio(String performer, String title, long size) {
        Media media = new Media(MediaKind.AUDIO, "", size, "", "audio/mpeg", performer, title, 180, 0, 0);
        return new FakePost(media, null, "", 0, null);
    }

    /** The same file as in every other post with this id. */
    public FakePost remote(String uniqueId) {
        Media file = required();
        Media same = new Media(
                file.kind(),
                uniqueId,
                file.size(),
                file.fileName(),
                file.mimeType(),
                file.performer(),
                file.title(),
                file.durationSeconds(),
                file.width(),
                file.height());
        return new FakePost(same, seed, text, album, date, topic, sender);
    }

    /** Another upload of the bytes that have this number; otherwise every file has bytes of its own. */
    public FakePost bytes(long number) {
        return new FakePost(required(), number, text, album, date, topic, sender);
    }

    public FakePost caption(String caption) {
        return new FakePost(media, seed, caption, album, date, topic, sender);
    }

    public FakePost album(long id) {
        return new FakePost(media, seed, text, id, date, topic, sender);
    }

    public FakePost at(Instant instant) {
        return new FakePost(media, seed, text, album, instant, topic, sender);
    }

    /** In a forum's topic. */
    public FakePost in(long number) {
        return new FakePost(media, seed, text, album, date, number, sender);
    }

    /** Written by a user, or a chat. */
    public FakePost by(long id) {
        return new FakePost(media, seed, text, album, date, topic, id);
    }

    /** Whether the post has a file. */
    boolean hasFile() {
        return media != null;
    }

    /** The number of the file's bytes. */
    long seed() {
        return seed == null ? required().uniqueId().hashCode() : seed;
    }

    /** The post under its id; the file's identity is the post's own unless it was given one. */
    FakePost identified(String uniqueId) {
        return media == null || !media.uniqueId().isEmpty() ? this : remote(uniqueId);
    }

    /** The post as Telegram answers it. */
    Post sent(PostId id, Instant usual, Optional<Instant> edited) {
        return new Post(
                id,
                date == null ? usual : date,
                edited,
                media == null ? "text" : media.kind().key(),
                text,
                "",
                album,
                0,
                0,
                0,
                "",
                Optional.ofNullable(media),
                detail());
    }

    /** As whole as a real one; what it says is its text and its file. */
    private PostDetail detail() {
        String says = text + "|" + media;
        List<Attachment> files =
                media == null ? List.of() : List.of(new Attachment(FileRole.main(media.kind()), media));
        byte[] json = JsonNodeFactory.instance
                .objectNode()
                .put("@type", "message")
                .put("says", says)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(json);
            RawMessage raw = new RawMessage(
                    json, new ContentHash(hash), RawMessages.TDLIB, Remainder.NOTHING, new IndexedText("", "", ""));
            return new PostDetail(sender, topic, PostThread.NONE, 0, List.of(), files, Set.of(), Optional.of(raw));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Media required() {
        if (media == null) {
            throw new IllegalStateException("the post has no file");
        }
        return media;
    }
}
