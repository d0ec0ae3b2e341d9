package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.ContentHash;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostDetail;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.RawMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads posts from TDLib's messages: the columns that an archive has of them. */
public final class PostReader {

    /** TDLib keeps 20 bits below the server's message id for its local messages (MessageId.h). */
    private static final int SERVER_ID_SHIFT = 20;

    /** Telegram's message ids and dates are unsigned numbers of at most 32 bits. */
    private static final long MOST = 0xffffffffL;

    private PostReader() {}

    /** The id that TDLib gives to a message of the server. */
    public static long tdlibId(long messageId) {
        return messageId << SERVER_ID_SHIFT;
    }

    /** The server's id of a message with this id in TDLib. */
    public static long messageId(long tdlibId) {
        return tdlibId >> SERVER_ID_SHIFT;
    }

    /**
     * The post of a {@code message}. Missing fields and fields of a wrong type count as empty.
     *
     * @throws IllegalArgumentException when the message has no number or date that a post can have
     */
    public static Post post(JsonNode message) {
        return read(message, NamedPeers.of(message), Optional.of(RawMessages.of(message)));
    }

    /**
     * As {@link #post}, without the raw message and the peers that it names: of a raw message that is in the archive
     * already.
     *
     * @throws IllegalArgumentException when the message has no number or date that a post can have
     */
    public static Post recorded(JsonNode message) {
        return read(message, Set.of(), Optional.empty());
    }

    /**
     * The post of a message that is in the archive, into which {@link Remainders} has put more.
     *
     * @param hash that of the message without it
     * @throws IllegalArgumentException when the message has no number or date that a post can have
     */
    public static Post completed(JsonNode message, ContentHash hash) {
        return read(message, Set.of(), Optional.of(RawMessages.completed(message, hash)));
    }

    private static Post read(JsonNode message, Set<Long> peers, Optional<RawMessage> raw) {
        JsonNode content = message.path("content");
        PostText text = PostText.of(content);
        PostCounters counters = PostCounters.of(message);
        List<AttachedFile> files = AttachedFiles.of(message);
        return new Post(
                new PostId(
                        message.path("chat_id").longValue(),
                        inRange(messageId(message.path("id").longValue()), 1, "message number")),
                Instant.ofEpochSecond(inRange(message.path("date").longValue(), 0, "date")),
                Optional.of(inRange(message.path("edit_date").longValue(), 0, "date of an edit"))
                        .filter(seconds -> seconds > 0)
                        .map(Instant::ofEpochSecond),
                ContentType.word(content.path("@type").asText()),
                text.text(),
                text.entities(),
                message.path("media_album_id").asLong(),
                counters.views(),
                counters.forwards(),
                replyTo(message),
                message.path("author_signature").asText(),
                AttachedFiles.main(files).map(AttachedFile::media),
                new PostDetail(
                        NamedPeers.sender(message),
                        topic(message),
                        ThreadOf.message(message),
                        counters.replies(),
                        counters.reactions(),
                        files.stream().map(AttachedFile::attachment).toList(),
                        peers,
                        raw));
    }

    private static long inRange(long number, long least, String what) {
        if (number < least || number > MOST) {
            throw new IllegalArgumentException("the " + what + " " + number);
        }
        return number;
    }

    private static long replyTo(JsonNode message) {
        JsonNode reply = message.path("reply_to");
        boolean here = reply.path("@type").asText().equals("messageReplyToMessage")
                && (reply.path("chat_id").longValue() == 0
                        || reply.path("chat_id").equals(message.path("chat_id")));
        return here ? messageId(reply.path("message_id").longValue()) : 0;
    }

    /** The number of the forum topic; Telegram does not name General, TDLib calls it 1. */
    private static long topic(JsonNode message) {
        JsonNode topic = message.path("topic_id");
        return topic.path("@type").asText().equals("messageTopicForum")
                ? topic.path("forum_topic_id").longValue()
                : 0;
    }
}
