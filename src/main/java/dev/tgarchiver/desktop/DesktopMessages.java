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

    private final DesktopChat chat;
    private final ZoneId zone;
    private final Set<Long> topics = new HashSet<>();

    /** @param zone of dates without seconds */
    public DesktopMessages(DesktopChat chat, ZoneId zone) {
        this.chat = chat;
        this.zone = zone;
    }

    /** The chat of a message; 0 for the basic group that became this supergroup, of which exports do not say the number. */
    public long chatOf(ObjectNode message) {
        if (message.path("id").asLong() >= 0) {
            return chat.channel().chatId();
        }
        long whole = message.path("_archiver").path("raw").path("chat_id").asLong();
        return whole == chat.channel().chatId() ? 0 : whole;
    }

    /**
     * Reads a message.
     *
     * @param chatId of the chat that it is of
     * @throws IllegalArgumentException when it has no number or date that a post can have
     */
    public ReadMessage read(ObjectNode message, long chatId) {
        JsonNode extras = message.path("_archiver");
        JsonNode raw = extras.path("raw");
        boolean known = true;
        Optional<TopicChange> topic;
        Post post;
        if (raw.isObject()) {
            post = extras.path("not_whole").asBoolean() ? PostReader.recorded(raw) : PostReader.post(raw);
            if (post.id().chatId() != chatId) {
                throw new IllegalArgumentException("what it has under \"raw\" is a message of another chat");
            }
            topic = TopicChanges.of(post);
        } else {
            ObjectNode made = message(message, chatId);
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

    private ObjectNode message(JsonNode message, long chatId) {
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
        made.put("chat_id", chatId)
                .put(
                        "date",
                        DesktopDate.seconds(message, "date", zone)
                                .orElseThrow(() -> new IllegalArgumentException("it has no date")))
                .put("edit_date", DesktopDate.seconds(message, "edited", zone).orElse(0))
                .put("author_signature", message.path("author").asText(""))
                .put("media_album_id", extras.path("album").asText("0"));
        reply(message, chatId, made);
        counters(message, made);
        return made;
    }

    private static long number(long id) {
        return id < 0 ? id + EARLIER_GROUP : id;
    }

    /** In a forum, messages that reply to nothing are written as replies to the message that created their topic. */
    private void reply(JsonNode message, long chatId, ObjectNode made) {
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
                    .put("chat_id", other == 0 ? chatId : other)
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
