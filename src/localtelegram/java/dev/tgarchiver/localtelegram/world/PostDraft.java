package dev.tgarchiver.localtelegram.world;

import dev.tgarchiver.localtelegram.tl.Schema;
import dev.tgarchiver.localtelegram.tl.TlException;
import dev.tgarchiver.localtelegram.tl.TlObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A post before it has a place: what the next live post, or the n-th generated one, is to be. Not thread-safe. */
public final class PostDraft {

    private final List<Entity> entities = new ArrayList<>();
    private final @Nullable Media media;
    private final @Nullable ServiceAction action;
    private final @Nullable TlObject raw;
    private String text = "";
    private long albumId;
    private int views = 100;
    private int forwards = 3;
    private int topic;
    private int replyTo;
    private @Nullable Instant date;
    private @Nullable Instant edited;
    private @Nullable Forward forward;
    private @Nullable User sender;
    private String author = "";
    private boolean pinned;

    private PostDraft(@Nullable Media media, @Nullable ServiceAction action, @Nullable TlObject raw) {
        this.media = media;
        this.action = action;
        this.raw = raw;
    }

    /** A text without media. */
    public static PostDraft text(String text) {
        return new PostDraft(null, null, null).caption(text);
    }

    /** Media without a caption. */
    public static PostDraft media(Media media) {
        return new PostDraft(media, null, null);
    }

    /** A service post. */
    public static PostDraft service(ServiceAction action) {
        return new PostDraft(null, action, null);
    }

    /**
     * Anything that layer 227 has: a {@code message} or {@code messageService}, or what one holds, a MessageMedia or a
     * MessageAction. Its id, its chat and, if it has none, its date come with its place; whatever else must be there and is
     * not given is empty. Clients get it as it is. The photos and documents in it need an id and a size: the server gives them an
     * access hash and a reference, and the content of a {@link RawFile}.
     *
     * @throws dev.tgarchiver.localtelegram.tl.TlException when a name or a type in it is not the schema's
     */
    public static PostDraft raw(TlObject object) {
        TlObject message = Schema.SERVER.complete(
                switch (Schema.SERVER.typeOf(object.name())) {
                    case "MessageMedia" -> TlObject.tl("message").set("media", object);
                    case "MessageAction" -> TlObject.tl("messageService").set("action", object);
                    default -> object;
                });
        if (!message.is("message") && !message.is("messageService")) {
            throw new TlException("a " + message.name() + " cannot be posted");
        }
        PostDraft draft = new PostDraft(null, null, message);
        draft.text = message.is("message") ? message.textAt("message") : "";
        draft.pinned = message.flagAt("pinned");
        int seconds = message.intAt("date");
        return seconds == 0 ? draft : draft.at(Instant.ofEpochSecond(seconds));
    }

    /** The text; hashtags in it become entities, as they do on Telegram. */
    public PostDraft caption(String newText) {
        text = newText;
        for (int at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
            int end = at + 1;
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            if (end > at + 1) {
                entities.add(new Entity(Entity.Type.HASHTAG, at, end - at, ""));
            }
        }
        return this;
    }

    /** Formats the first occurrence of a stretch of the text. */
    public PostDraft format(Entity.Type type, String stretch) {
        return format(type, stretch, "");
    }

    /** Formats the first occurrence of a stretch of the text, with an address or a language. */
    public PostDraft format(Entity.Type type, String stretch, String argument) {
        int at = text.indexOf(stretch);
        if (at < 0) {
            throw new IllegalArgumentException("The text does not hold: " + stretch);
        }
        entities.add(new Entity(type, at, stretch.length(), argument));
        return this;
    }

    /** Makes it a part of an album: all posts with the same number. */
    public PostDraft album(long id) {
        albumId = id;
        return this;
    }

    public PostDraft views(int count) {
        views = count;
        return this;
    }

    public PostDraft forwards(int count) {
        forwards = count;
        return this;
    }

    public PostDraft replyTo(int postId) {
        replyTo = postId;
        return this;
    }

    /** Puts it into a topic of a forum, which must be there. */
    public PostDraft in(int topicId) {
        topic = topicId;
        return this;
    }

    public PostDraft at(Instant when) {
        date = when;
        return this;
    }

    public PostDraft edited(Instant when) {
        edited = when;
        return this;
    }

    public PostDraft forwardedFrom(Forward origin) {
        forward = origin;
        return this;
    }

    /** Lets it be written by a user, as posts of supergroups are, and those of channels that show their authors. */
    public PostDraft by(User user) {
        sender = user;
        return this;
    }

    public PostDraft signed(String name) {
        author = name;
        return this;
    }

    public PostDraft pinned() {
        pinned = true;
        return this;
    }

    /** What Telegram puts into the discussion group for a channel's post: the same, with the same files. */
    static PostDraft automatic(Channel channel, Post post) {
        PostDraft draft = new PostDraft(post.media(), post.action(), post.raw());
        draft.text = post.text();
        draft.entities.addAll(post.entities());
        draft.albumId = post.albumId();
        draft.views = post.views();
        draft.forwards = post.forwards();
        draft.date = post.date();
        draft.author = post.author();
        draft.forward = Forward.automatic(channel, post);
        return draft;
    }

    Post place(long conversation, int id, Instant defaultDate) {
        long fileId = Mix.positive(conversation, id);
        ServiceAction placedAction = action instanceof ServiceAction.PhotoChanged change
                ? new ServiceAction.PhotoChanged(change.photo().identified(fileId))
                : action;
        return new Post(
                id,
                date == null ? defaultDate : date,
                text,
                List.copyOf(entities),
                media == null ? null : media.identified(fileId),
                placedAction,
                raw,
                albumId,
                views,
                forwards,
                topic,
                replyTo,
                edited,
                forward,
                sender,
                author,
                pinned);
    }
}
