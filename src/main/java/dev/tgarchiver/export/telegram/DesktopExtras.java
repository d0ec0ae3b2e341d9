package dev.tgarchiver.export.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.export.ArchivedFile;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.JsonFields;
import dev.tgarchiver.export.PeerId;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.post.PostReader;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What Telegram Desktop does not write of a message: one object under one key. */
final class DesktopExtras {

    /** The only key that Telegram Desktop does not know. */
    static final String KEY = "_archiver";

    /** The number of what is under the key; another one when a field gets another meaning. */
    static final int VERSION = 1;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final DesktopMedia media;
    private final AskedPeers peers;
    private final boolean raw;

    DesktopExtras(DesktopMedia media, AskedPeers peers, boolean raw) {
        this.media = media;
        this.peers = peers;
        this.raw = raw;
    }

    /**
     * The fields of a message; none when Telegram Desktop's say all.
     *
     * @param unsupported whether Telegram Desktop's say nothing
     */
    ObjectNode of(ArchivedPost post, DesktopMedia.Placed placed, boolean unsupported) throws IOException {
        JsonNode message = post.message();
        JsonNode info = message.path("interaction_info");
        JsonFields fields = new JsonFields();
        main(post, fields);
        fields.text("album", album(message))
                .number("topic", post.post().detail().topic())
                .number("thread", thread(message.path("topic_id")))
                .number("views", info.path("view_count").longValue())
                .number("forwards", info.path("forward_count").longValue())
                .number("replies", info.path("reply_info").path("reply_count").longValue())
                .number("sender_boosts", message.path("sender_boost_count").longValue());
        forward(message.path("forward_info"), fields);
        quote(message.path("reply_to").path("quote"), fields);
        imported(message.path("import_info"), fields);
        preview(post.content().path("link_preview"), fields);
        fields.filled("reactors", reactors(info.path("reactions").path("reactions")));
        fields.filled("custom_reactions", customReactions(info.path("reactions").path("reactions")));
        fields.filled("entities", entities(post.content()));
        fields.filled("files", files(post, placed));
        if (unsupported || isNotSaid(post.content())) {
            fields.put("content", post.content());
        }
        fields.filled("versions", versions(post));
        post.deletedAt().map(Instant::getEpochSecond).ifPresent(at -> fields.put("deleted_at", at));
        fields.flag("not_whole", !post.whole());
        if (raw) {
            fields.filled("peers", peers.take());
            fields.put("raw", message);
        }
        ObjectNode found = fields.node();
        return found.isEmpty()
                ? found
                : new JsonFields().put("v", VERSION).all(found).node();
    }

    /** The user or chat of a {@code MessageOrigin}; 0 when it is hidden. */
    static long origin(JsonNode origin) {
        return origin.path("sender_user_id").longValue()
                + origin.path("sender_chat_id").longValue()
                + origin.path("chat_id").longValue();
    }

    private static void main(ArchivedPost post, JsonFields fields) {
        post.post().media().map(Media::uniqueId).ifPresent(uniqueId -> {
            fields.text("unique_id", uniqueId);
            fields.text(
                    "sha256", Optional.ofNullable(post.files().get(uniqueId)).map(ArchivedFile::sha256));
        });
    }

    /** A text, because programs that read JSON round numbers of this length. */
    private static String album(JsonNode message) {
        String album = message.path("media_album_id").asText();
        return album.equals("0") ? "" : album;
    }

    private static long thread(JsonNode topic) {
        return PostReader.messageId(topic.path("message_thread_id").longValue());
    }

    private static void forward(JsonNode forward, JsonFields fields) {
        JsonNode origin = forward.path("origin");
        long from = origin(origin);
        if (from != 0) {
            fields.put("forwarded_from_id", PeerId.text(from));
        }
        fields.number(
                "forwarded_message_id",
                PostReader.messageId(origin.path("message_id").longValue()));
        fields.number("forwarded_date", forward.path("date").longValue());
    }

    private static void quote(JsonNode quote, JsonFields fields) {
        String text = quote.path("text").path("text").asText();
        if (!text.isEmpty()) {
            fields.put(
                    "quote",
                    new JsonFields()
                            .put("text", text)
                            .put("position", quote.path("position").longValue())
                            .node());
        }
    }

    private static void imported(JsonNode info, JsonFields fields) {
        if (info.isObject()) {
            fields.put(
                    "import",
                    new JsonFields()
                            .put("name", info.path("sender_name").asText())
                            .put("date", info.path("date").longValue())
                            .node());
        }
    }

    private static void preview(JsonNode preview, JsonFields fields) {
        fields.filled(
                "link_preview",
                new JsonFields()
                        .text("url", preview.path("url").asText())
                        .text("site_name", preview.path("site_name").asText())
                        .text("title", preview.path("title").asText())
                        .text(
                                "description",
                                preview.path("description").path("text").asText())
                        .text("author", preview.path("author").asText())
                        .node());
    }

    /** Telegram Desktop names reactors with a date, which TDLib does not give. */
    private ArrayNode reactors(JsonNode reactions) {
        ArrayNode list = NODES.arrayNode();
        for (JsonNode reaction : reactions) {
            JsonNode type = reaction.path("type");
            for (JsonNode sender : reaction.path("recent_sender_ids")) {
                long id = PeerId.of(sender);
                list.add(new JsonFields()
                        .text("emoji", type.path("emoji").asText())
                        .text("custom_emoji_id", type.path("custom_emoji_id").asText())
                        .putOrNull("from", peers.name(id))
                        .put("from_id", PeerId.text(id))
                        .node());
            }
        }
        return list;
    }

    /** The numbers of custom emoji in the order of the message's reactions; texts, as programs round them. */
    private static ArrayNode customReactions(JsonNode reactions) {
        ArrayNode list = NODES.arrayNode();
        for (JsonNode reaction : reactions) {
            String emoji = reaction.path("type").path("custom_emoji_id").asText();
            if (!emoji.isEmpty()) {
                list.add(emoji);
            }
        }
        return list;
    }

    /** The formatting as it is, where parts with one format each do not say all of it. */
    private static JsonNode entities(JsonNode content) {
        JsonNode text = content.has("text") ? content.path("text") : content.path("caption");
        return DesktopText.isAllOf(text) ? NODES.arrayNode() : text.path("entities");
    }

    private ArrayNode files(ArchivedPost post, DesktopMedia.Placed placed) throws IOException {
        ArrayNode files = NODES.arrayNode();
        for (Attachment attachment : post.post().detail().attachments()) {
            Media file = attachment.media();
            boolean main = post.post().media().filter(file::equals).isPresent();
            ArchivedFile archived = post.files().get(file.uniqueId());
            if (main || archived == null) {
                continue;
            }
            media.further(post, attachment, placed);
            files.add(new JsonFields()
                    .put("role", attachment.role().toString())
                    .text("path", placed.path(file.uniqueId()))
                    .text("file_name", file.fileName())
                    .number("size", archived.size() > 0 ? archived.size() : file.size())
                    .text("mime_type", file.mimeType())
                    .text("unique_id", file.uniqueId())
                    .text("sha256", archived.sha256())
                    .node());
        }
        return files;
    }

    /** Contents that Telegram Desktop has no fields for, or says less about. */
    private static boolean isNotSaid(JsonNode content) {
        return switch (content.path("@type").asText()) {
            case "messageRichMessage",
                    "messagePaidMedia",
                    "messageExpiredPhoto",
                    "messageExpiredVideo",
                    "messageExpiredVideoNote",
                    "messageExpiredVoiceNote",
                    "messageDice",
                    "messageStakeDice",
                    "messageStory",
                    "messageForumTopicIsClosedToggled",
                    "messageForumTopicIsHiddenToggled",
                    "messageGiveawayCreated" -> true;
            default -> DesktopActions.isNewer(content);
        };
    }

    private static ArrayNode versions(ArchivedPost post) {
        ArrayNode versions = NODES.arrayNode();
        for (ArchivedPost.Earlier earlier : post.earlier()) {
            JsonFields version = new JsonFields();
            earlier.editDate().map(Instant::getEpochSecond).ifPresent(at -> version.put("edited", at));
            versions.add(version.put("text", earlier.text()).node());
        }
        return versions;
    }
}
