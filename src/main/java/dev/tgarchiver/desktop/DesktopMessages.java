package dev.tgarchiver.desktop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.TopicChange;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.post.TopicChanges;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the messages of a chat, in the order of the export. Holds the numbers of the chat's topics. */
public final class DesktopMessages {

    /** Telegram Desktop moves the numbers of the basic group that became a supergroup out of the way. */
    private static final long EARLIER_GROUP = 1_000_000_000;

    private final long chatId;
    private final ZoneId zone;
    private final Set<Long> topics = new HashSet<>();

    /** @param zone of dates without seconds */
    public DesktopMessages(long chatId, ZoneId zone) {
        this.chatId = chatId;
        this.zone = zone;
    }

    /** Whether Telegram Desktop did not know what kind of message it is: then the export has nothing but its number. */
    public static boolean isEmpty(JsonNode message) {
        return message.path("type").asText().equals("unsupported")
                && !message.has("date")
                && !message.path("_archiver").has("raw");
    }

    /** The chat of a message; 0 for the basic group that became this supergroup, of which exports do not say the number. */
    public long chatOf(ObjectNode message) {
        if (message.path("id").asLong() >= 0) {
            return chatId;
        }
        long whole = message.path("_archiver").path("raw").path("chat_id").asLong();
        return whole == chatId ? 0 : whole;
    }

    /**
     * Reads a message.
     *
     * @param of the chat that it is of
     * @throws IllegalArgumentException when it has no number or date that a post can have
     */
    public ReadMessage read(ObjectNode message, long of) {
        JsonNode extras = message.path("_archiver");
        JsonNode raw = extras.path("raw");
        boolean known = true;
        Optional<TopicChange> topic;
        Post post;
        if (raw.isObject()) {
            post = extras.path("not_whole").asBoolean() ? PostReader.recorded(raw) : PostReader.post(raw);
            if (post.id().chatId() != of) {
                throw new IllegalArgumentException("what it has under \"raw\" is a message of another chat");
            }
            topic = TopicChanges.of(post);
        } else {
            ObjectNode made = message(message, of);
            known = content(message, made);
            post = PostReader.recorded(made);
            topic = message.path("action").asText().startsWith("topic_")
                    ? TopicChanges.of(PostReader.post(made))
                    : Optional.empty();
        }
        return new ReadMessage(
                post,
                known,
                earlier(extras.path("versions")),
                Optional.of(extras.path("deleted_at").asLong())
                        .filter(at -> at > 0)
                        .map(Instant::ofEpochSecond),
                topic,
                List.copyOf(DesktopNames.of(message)),
                DesktopFiles.of(message, post));
    }

    /**
     * A message in the form that TDLib would give it.
     *
     * @param of the chat that it is of
     * @throws IllegalArgumentException when it has no date
     */
    public ObjectNode tdlib(ObjectNode message, long of) {
        if (message.path("_archiver").path("raw") instanceof ObjectNode raw) {
            return raw;
        }
        ObjectNode made = message(message, of);
        boolean unused = content(message, made);
        return made;
    }

    private ObjectNode message(JsonNode message, long of) {
        JsonNode extras = message.path("_archiver");
        ObjectNode made = JsonNodeFactory.instance
                .objectNode()
                .put("@type", "message")
                .put("id", PostReader.tdlibId(number(message.path("id").asLong())));
        long from = DesktopPeer.id(message.has("from_id") ? message.path("from_id") : message.path("actor_id"));
        if (from > 0) {
            made.putObject("sender_id").put("@type", "messageSenderUser").put("user_id", from);
        } else if (from < 0) {
            made.putObject("sender_id").put("@type", "messageSenderChat").put("chat_id", from);
        }
        made.put("chat_id", of)
                .put(
                        "date",
                        DesktopDate.seconds(message, "date", zone)
                                .orElseThrow(() -> new IllegalArgumentException("it has no date")))
                .put("edit_date", DesktopDate.seconds(message, "edited", zone).orElse(0))
                .put("author_signature", message.path("author").asText(""))
                .put("media_album_id", extras.path("album").asText("0"));
        reply(message, of, made);
        forward(message, made);
        counters(message, made);
        return made;
    }

    private static long number(long id) {
        return id < 0 ? id + EARLIER_GROUP : id;
    }

    /** In a forum, messages that reply to nothing are written as replies to the message that created their topic. */
    private void reply(JsonNode message, long of, ObjectNode made) {
        long to = number(message.path("reply_to_message_id").asLong());
        long other = DesktopPeer.id(message.path("reply_to_peer_id"));
        long topic = message.path("_archiver").path("topic").asLong();
        boolean isTopic = topics.contains(to) && other == 0;
        if (topic == 0 && isTopic) {
            topic = to;
        }
        if (to != 0 && !(isTopic && topic == to)) {
            made.putObject("reply_to")
                    .put("@type", "messageReplyToMessage")
                    .put("chat_id", other == 0 ? of : other)
                    .put("message_id", PostReader.tdlibId(to));
        }
        if (message.path("action").asText().equals("topic_created")) {
            topic = message.path("id").asLong();
            topics.add(topic);
        }
        if (topic != 0) {
            made.putObject("topic_id").put("@type", "messageTopicForum").put("forum_topic_id", topic);
        }
    }

    /** Most versions give only the name of whom a message was forwarded from. */
    private static void forward(JsonNode message, ObjectNode made) {
        if (!message.has("forwarded_from")) {
            return;
        }
        JsonNode extras = message.path("_archiver");
        long from = DesktopPeer.id(message.path("forwarded_from_id"));
        from = from == 0 ? DesktopPeer.id(extras.path("forwarded_from_id")) : from;
        ObjectNode forward = made.putObject("forward_info")
                .put("@type", "messageForwardInfo")
                .put("date", extras.path("forwarded_date").asLong());
        ObjectNode origin = forward.putObject("origin");
        if (from > 0) {
            origin.put("@type", "messageOriginUser").put("sender_user_id", from);
        } else if (from < 0) {
            origin.put("@type", "messageOriginChannel")
                    .put("chat_id", from)
                    .put(
                            "message_id",
                            PostReader.tdlibId(
                                    extras.path("forwarded_message_id").asLong()));
        } else {
            origin.put("@type", "messageOriginHiddenUser")
                    .put("sender_name", message.path("forwarded_from").asText(""));
        }
    }

    private static void counters(JsonNode message, ObjectNode made) {
        JsonNode extras = message.path("_archiver");
        ObjectNode info = made.putObject("interaction_info")
                .put("view_count", extras.path("views").asInt())
                .put("forward_count", extras.path("forwards").asInt());
        info.putObject("reply_info").put("reply_count", extras.path("replies").asInt());
        for (JsonNode reaction : message.path("reactions")) {
            ObjectNode one =
                    info.withObject("/reactions").withArray("reactions").addObject();
            one.put("@type", "messageReaction")
                    .put("total_count", reaction.path("count").asInt());
            ObjectNode type = one.putObject("type");
            switch (reaction.path("type").asText()) {
                case "custom_emoji" ->
                    type.put("@type", "reactionTypeCustomEmoji").put("custom_emoji_id", "0");
                case "paid" -> type.put("@type", "reactionTypePaid");
                default ->
                    type.put("@type", "reactionTypeEmoji")
                            .put("emoji", reaction.path("emoji").asText(""));
            }
        }
    }

    /** Returns whether it is of a kind that is known here. */
    private static boolean content(JsonNode message, ObjectNode made) {
        JsonNode whole = message.path("_archiver").path("content");
        if (whole.isObject()) {
            made.set("content", whole);
            return true;
        }
        switch (message.path("type").asText()) {
            case "message" -> made.set("content", DesktopContent.of(message));
            case "unsupported" -> made.putObject("content").put("@type", "messageUnsupported");
            case "service" -> {
                Optional<String> type = DesktopActions.content(message);
                ObjectNode content = made.putObject("content");
                content.put(
                        "@type",
                        type.orElse("message" + camel(message.path("action").asText())));
                DesktopActions.write(message, content);
                return type.isPresent();
            }
            default -> {
                made.set("content", DesktopContent.of(message));
                return false;
            }
        }
        return true;
    }

    private static String camel(String words) {
        StringBuilder name = new StringBuilder();
        for (String word : words.split("_")) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return name.toString();
    }

    private static List<ReadMessage.Earlier> earlier(JsonNode versions) {
        List<ReadMessage.Earlier> earlier = new ArrayList<>();
        for (JsonNode version : versions) {
            earlier.add(new ReadMessage.Earlier(
                    Optional.of(version.path("edited").asLong())
                            .filter(at -> at > 0)
                            .map(Instant::ofEpochSecond),
                    version.path("text").asText("")));
        }
        return earlier;
    }
}
