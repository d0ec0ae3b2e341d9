package dev.tgarchiver.export.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.ExportedChat;
import dev.tgarchiver.export.JsonFields;
import dev.tgarchiver.export.MediaFolder;
import dev.tgarchiver.export.PeerId;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.post.NamedPeers;
import dev.tgarchiver.post.PostReader;
import java.io.IOException;
import java.util.Optional;

/** A message of {@code result.json}. */
final class DesktopMessage {

    /** The basic group that became a supergroup has numbers of its own, which are moved out of the way. */
    private static final long BASIC_GROUP = -1_000_000_000;

    /** TDLib's number of the topic General, to which no message refers. */
    private static final long GENERAL = 1;

    private final ExportedChat chat;
    private final PeerNames peers;
    private final boolean plain;
    private final DesktopDates dates;
    private final DesktopMedia media;
    private final DesktopContents contents;
    private final DesktopActions actions;
    private final DesktopExtras extras;

    DesktopMessage(ExportedChat chat, PeerNames peers, MediaFolder folder, TelegramOptions options) {
        this.chat = chat;
        AskedPeers asked = new AskedPeers(peers);
        this.peers = asked;
        this.plain = options.plain();
        dates = new DesktopDates(chat.zone());
        media = new DesktopMedia(new MediaNames(folder, chat.zone()));
        contents = new DesktopContents(media, asked, dates);
        actions = new DesktopActions(media, asked);
        extras = new DesktopExtras(media, asked, options.raw());
    }

    /** The message of a post. */
    ObjectNode of(ArchivedPost post) throws IOException {
        String content = post.content().path("@type").asText();
        JsonFields fields =
                new JsonFields().put("id", number(post, post.post().id().messageId()));
        DesktopMedia.Placed placed = new DesktopMedia.Placed();
        Optional<ServiceAction> action = actions.of(post, placed);
        boolean unsupported = false;
        if (action.isPresent()) {
            service(post, action.get(), fields);
        } else if (DesktopContents.isMessage(content)) {
            message(post, fields, placed);
        } else {
            fields.put("type", "unsupported");
            unsupported = true;
        }
        if (!plain) {
            fields.filled(DesktopExtras.KEY, extras.of(post, placed, unsupported));
        }
        return fields.node();
    }

    private void message(ArchivedPost post, JsonFields fields, DesktopMedia.Placed placed) throws IOException {
        JsonNode message = post.message();
        fields.put("type", "message");
        dates.put("date", post.post().date().getEpochSecond(), fields);
        long edited = message.path("edit_date").longValue();
        if (edited > 0) {
            dates.put("edited", edited, fields);
        }
        long sender = sender(post);
        fields.putOrNull("from", name(sender));
        fields.put("from_id", PeerId.text(sender));
        fields.text("author", message.path("author_signature").asText());
        forward(message.path("forward_info"), fields);
        reply(post, fields);
        fields.text(
                "via_bot",
                peers.username(message.path("via_bot_user_id").longValue()).map(name -> "@" + name));
        contents.write(post, fields, placed);
        DesktopText text = DesktopContents.text(post);
        fields.put("text", text.text()).put("text_entities", text.entities());
        last(message, fields);
    }

    private void service(ArchivedPost post, ServiceAction action, JsonFields fields) {
        fields.put("type", "service");
        dates.put("date", post.post().date().getEpochSecond(), fields);
        if (action.hasActor()) {
            long sender = sender(post);
            fields.putOrNull("actor", name(sender)).put("actor_id", PeerId.text(sender));
        }
        ObjectNode details = action.fields().node();
        fields.all(details);
        if (!details.has("text")) {
            fields.put("text", "");
        }
        fields.put("text_entities", DesktopText.none().entities());
        last(post.message(), fields);
    }

    private static void last(JsonNode message, JsonFields fields) {
        fields.filled("inline_bot_buttons", DesktopButtons.of(message.path("reply_markup")));
        fields.filled(
                "reactions",
                reactions(message.path("interaction_info").path("reactions").path("reactions")));
    }

    private long sender(ArchivedPost post) {
        long sender = NamedPeers.sender(post.message());
        return sender == 0 ? chat.channel().chatId() : sender;
    }

    private Optional<String> name(long peer) {
        return peer == chat.channel().chatId()
                ? Optional.of(chat.channel().title()).filter(title -> !title.isEmpty())
                : peers.name(peer);
    }

    private void forward(JsonNode forward, JsonFields fields) {
        if (!forward.isObject()) {
            return;
        }
        fields.putOrNull("forwarded_from", originName(forward.path("origin")));
        long source = forward.path("source").path("chat_id").longValue();
        if (source != 0) {
            fields.putOrNull("saved_from", name(source));
        }
    }

    private Optional<String> originName(JsonNode origin) {
        return origin.path("@type").asText().equals("messageOriginHiddenUser")
                ? Optional.of(origin.path("sender_name").asText()).filter(name -> !name.isEmpty())
                : name(DesktopExtras.origin(origin));
    }

    private void reply(ArchivedPost post, JsonFields fields) {
        JsonNode reply = post.message().path("reply_to");
        long message = PostReader.messageId(reply.path("message_id").longValue());
        if (message != 0) {
            long other = reply.path("chat_id").longValue();
            boolean here = other == 0 || other == post.post().id().chatId();
            fields.put("reply_to_message_id", here ? number(post, message) : message);
            if (!here) {
                fields.put("reply_to_peer_id", PeerId.text(other));
            }
            return;
        }
        long topic = post.post().detail().topic();
        if (topic > GENERAL && !reply.isObject()) {
            fields.put("reply_to_message_id", topic);
        }
    }

    /** The number of a message in the chat of the post. */
    private long number(ArchivedPost post, long message) {
        return post.post().id().chatId() == chat.channel().chatId() ? message : message + BASIC_GROUP;
    }

    private static ArrayNode reactions(JsonNode reactions) {
        ArrayNode list = new JsonFields().node().arrayNode();
        for (JsonNode reaction : reactions) {
            JsonNode type = reaction.path("type");
            JsonFields fields = new JsonFields();
            long count = reaction.path("total_count").longValue();
            switch (type.path("@type").asText()) {
                case "reactionTypeEmoji" ->
                    fields.put("type", "emoji")
                            .put("count", count)
                            .put("emoji", type.path("emoji").asText());
                // The path of the emoji, which a message does not hold.
                case "reactionTypeCustomEmoji" ->
                    fields.put("type", "custom_emoji").put("count", count).put("document_id", "");
                default -> fields.put("type", "paid").put("count", count);
            }
            list.add(fields.node());
        }
        return list;
    }
}
