package dev.tgarchiver.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.Post;
import java.time.Instant;
import java.util.Locale;

/**
 * Makes a message from the columns of a post whose message was not kept: what an early archive knows of it, in the form
 * that TDLib would give it.
 */
public final class RecordedMessage {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RecordedMessage() {}

    /** The message. */
    public static ObjectNode of(Post post) {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("@type", "message")
                .put("id", PostReader.tdlibId(post.id().messageId()));
        sender(message, post.detail().sender());
        message.put("chat_id", post.id().chatId())
                .put("date", post.date().getEpochSecond())
                .put("edit_date", post.editDate().map(Instant::getEpochSecond).orElse(0L));
        message.putObject("interaction_info").put("view_count", post.views()).put("forward_count", post.forwards());
        if (post.replyTo() != 0) {
            message.putObject("reply_to")
                    .put("@type", "messageReplyToMessage")
                    .put("chat_id", post.id().chatId())
                    .put("message_id", PostReader.tdlibId(post.replyTo()));
        }
        message.put("author_signature", post.author()).put("media_album_id", Long.toString(post.albumId()));
        message.set("content", content(post));
        return message;
    }

    private static void sender(ObjectNode message, long sender) {
        if (sender > 0) {
            message.putObject("sender_id").put("@type", "messageSenderUser").put("user_id", sender);
        } else if (sender < 0) {
            message.putObject("sender_id").put("@type", "messageSenderChat").put("chat_id", sender);
        }
    }

    private static ObjectNode content(Post post) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        if (post.media().isPresent()) {
            media(content, post.media().get());
            content.set("caption", text(post));
        } else if (post.type().equals("text") || !post.text().isEmpty()) {
            content.put("@type", "messageText").set("text", text(post));
        } else {
            content.put("@type", "message" + camel(post.type(), true));
        }
        return content;
    }

    private static void media(ObjectNode content, Media media) {
        String kind = media.kind().key();
        String word = kind.equals("voice") ? "voice_note" : kind;
        content.put("@type", "message" + camel(word, true));
        ObjectNode owner = content.putObject(word).put("@type", camel(word, false));
        String field =
                switch (media.kind()) {
                    case VIDEO_NOTE -> "video";
                    default -> kind;
                };
        if (kind.equals("photo")) {
            owner = owner.putArray("sizes").addObject().put("@type", "photoSize");
        }
        owner.put("duration", media.durationSeconds())
                .put("width", media.width())
                .put("height", media.height())
                .put("length", media.width())
                .put("file_name", media.fileName())
                .put("mime_type", media.mimeType())
                .put("performer", media.performer())
                .put("title", media.title());
        owner.putObject(field)
                .put("@type", "file")
                .put("size", media.size())
                .putObject("remote")
                .put("@type", "remoteFile")
                .put("unique_id", media.uniqueId());
    }

    private static ObjectNode text(Post post) {
        ObjectNode text = JsonNodeFactory.instance
                .objectNode()
                .put("@type", "formattedText")
                .put("text", post.text());
        text.set("entities", entities(post.entities()));
        return text;
    }

    private static JsonNode entities(String json) {
        try {
            return json.isEmpty() ? JsonNodeFactory.instance.arrayNode() : MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("formatting that is not JSON: " + json, e);
        }
    }

    private static String camel(String word, boolean upper) {
        StringBuilder name = new StringBuilder();
        for (String part : word.split("_")) {
            name.append(
                    name.length() == 0 && !upper
                            ? part
                            : part.substring(0, Math.min(1, part.length())).toUpperCase(Locale.ROOT)
                                    + part.substring(Math.min(1, part.length())));
        }
        return name.toString();
    }
}
