package dev.tgarchiver.export.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.JsonFields;
import dev.tgarchiver.export.PeerId;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.post.PostReader;
import java.io.IOException;

/** The media part and the text of messages that people send, by their content. */
final class DesktopContents {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final DesktopMedia media;
    private final PeerNames peers;
    private final DesktopDates dates;

    DesktopContents(DesktopMedia media, PeerNames peers, DesktopDates dates) {
        this.media = media;
        this.peers = peers;
        this.dates = dates;
    }

    /** Whether it is a message that people send, and not one about the chat. */
    static boolean isMessage(String content) {
        return switch (content) {
            case "messageText",
                    "messageRichMessage",
                    "messageAnimation",
                    "messageAudio",
                    "messageDocument",
                    "messagePaidMedia",
                    "messagePhoto",
                    "messageSticker",
                    "messageVideo",
                    "messageVideoNote",
                    "messageVoiceNote",
                    "messageExpiredPhoto",
                    "messageExpiredVideo",
                    "messageExpiredVideoNote",
                    "messageExpiredVoiceNote",
                    "messageLiveLocation",
                    "messageLocation",
                    "messageVenue",
                    "messageContact",
                    "messageAnimatedEmoji",
                    "messageDice",
                    "messageGame",
                    "messagePoll",
                    "messageStakeDice",
                    "messageStory",
                    "messageChecklist",
                    "messageInvoice",
                    "messageGiveaway",
                    "messageGiveawayWinners" -> true;
            default -> false;
        };
    }

    /** Writes the media part. */
    void write(ArchivedPost post, JsonFields fields, DesktopMedia.Placed placed) throws IOException {
        JsonNode content = post.content();
        switch (content.path("@type").asText()) {
            case "messagePhoto" -> {
                media.photo(post, content.path("photo"), fields, placed);
                fields.flag("media_spoiler", content.path("has_spoiler").booleanValue());
            }
            case "messageVideo" -> media.document(post, "video", "video", fields, placed);
            case "messageAnimation" -> media.document(post, "animation", "animation", fields, placed);
            case "messageAudio" -> media.document(post, "audio", "audio", fields, placed);
            case "messageDocument" -> media.document(post, "document", "document", fields, placed);
            case "messageSticker" -> media.document(post, "sticker", "sticker", fields, placed);
            case "messageVideoNote" -> media.document(post, "video_note", "video", fields, placed);
            case "messageVoiceNote" -> media.document(post, "voice_note", "voice", fields, placed);
            case "messageExpiredPhoto" -> fields.put("photo", MediaNames.UNAVAILABLE);
            case "messageExpiredVideo", "messageExpiredVideoNote", "messageExpiredVoiceNote" ->
                fields.put("file", MediaNames.UNAVAILABLE);
            case "messagePaidMedia" ->
                fields.put("paid_stars_amount", content.path("star_count").longValue());
            case "messageLocation" -> location(content.path("location"), fields);
            case "messageLiveLocation" -> {
                location(content.path("location").path("location"), fields);
                fields.put(
                        "live_location_period_seconds",
                        content.path("location").path("live_period").longValue());
            }
            case "messageVenue" -> {
                JsonNode venue = content.path("venue");
                fields.text("place_name", venue.path("title").asText());
                fields.text("address", venue.path("address").asText());
                location(venue.path("location"), fields);
            }
            case "messageContact" -> media.contact(content.path("contact"), fields);
            case "messageGame" -> game(post, content.path("game"), fields);
            case "messageInvoice" -> invoice(content, fields);
            case "messagePoll" -> fields.put("poll", poll(content.path("poll")));
            case "messageChecklist" -> fields.put("todo_list", checklist(content.path("list")));
            case "messageGiveaway" -> fields.put("giveaway_information", giveaway(content));
            case "messageGiveawayWinners" -> fields.put("giveaway_results", winners(content));
            default -> {
                // Text alone, or what Telegram Desktop writes as an empty message.
            }
        }
        DesktopMedia.selfDestruct(post, fields);
    }

    /** The text of a message. */
    static DesktopText text(ArchivedPost post) {
        JsonNode content = post.content();
        return switch (content.path("@type").asText()) {
            case "messageText" -> DesktopText.of(content.path("text"));
            case "messageRichMessage" -> DesktopText.plain(post.post().text());
            case "messageAnimatedEmoji" ->
                DesktopText.plain(content.path("emoji").asText());
            case "messagePoll" -> DesktopText.of(content.path("description"));
            case "messageGame" -> DesktopText.of(content.path("game").path("text"));
            case "messageInvoice" -> DesktopText.of(content.path("paid_media_caption"));
            default -> DesktopText.of(content.path("caption"));
        };
    }

    private static void location(JsonNode location, JsonFields fields) {
        fields.put(
                "location_information",
                new JsonFields()
                        .decimal("latitude", location.path("latitude").doubleValue())
                        .decimal("longitude", location.path("longitude").doubleValue())
                        .node());
    }

    private void game(ArchivedPost post, JsonNode game, JsonFields fields) {
        fields.text("game_title", game.path("title").asText());
        fields.text("game_description", game.path("description").asText());
        String name = game.path("short_name").asText();
        long viaBot = post.message().path("via_bot_user_id").longValue();
        long bot = viaBot == 0 ? PeerId.of(post.message().path("sender_id")) : viaBot;
        if (!name.isEmpty()) {
            fields.text("game_link", peers.username(bot).map(user -> "https://t.me/" + user + "?game=" + name));
        }
    }

    private static void invoice(JsonNode content, JsonFields fields) {
        JsonNode product = content.path("product_info");
        // Telegram Desktop encodes it twice.
        fields.put(
                "invoice_information",
                DesktopJson.text(new JsonFields()
                        .put("title", product.path("title").asText())
                        .put(
                                "description",
                                product.path("description").path("text").asText())
                        .put("amount", content.path("total_amount").longValue())
                        .put("currency", content.path("currency").asText())
                        .number(
                                "receipt_message_id",
                                PostReader.messageId(
                                        content.path("receipt_message_id").longValue()))
                        .node()));
    }

    private static JsonNode poll(JsonNode poll) {
        ArrayNode answers = NODES.arrayNode();
        for (JsonNode option : poll.path("options")) {
            answers.add(new JsonFields()
                    .put("text", DesktopText.of(option.path("text")).text())
                    .put("voters", option.path("voter_count").longValue())
                    .put("chosen", option.path("is_chosen").booleanValue())
                    .node());
        }
        return new JsonFields()
                .put("question", DesktopText.of(poll.path("question")).text())
                .put("closed", poll.path("is_closed").booleanValue())
                .put("total_voters", poll.path("total_voter_count").longValue())
                .put("answers", answers)
                .node();
    }

    private static JsonNode checklist(JsonNode list) {
        return new JsonFields()
                .put("title", DesktopText.of(list.path("title")).text())
                .put("others_can_append", list.path("others_can_add_tasks").booleanValue())
                .put(
                        "others_can_complete",
                        list.path("others_can_mark_tasks_as_done").booleanValue())
                .put("answers", tasks(list.path("tasks")))
                .node();
    }

    /** The tasks of a checklist. */
    static ArrayNode tasks(JsonNode tasks) {
        ArrayNode items = NODES.arrayNode();
        for (JsonNode task : tasks) {
            items.add(new JsonFields()
                    .put("text", DesktopText.of(task.path("text")).text())
                    .put("id", task.path("id").longValue())
                    .node());
        }
        return items;
    }

    private JsonNode giveaway(JsonNode content) {
        JsonNode parameters = content.path("parameters");
        JsonNode prize = content.path("prize");
        ArrayNode channels = NODES.arrayNode();
        channels.add(PeerId.bare(parameters.path("boosted_chat_id").longValue()));
        parameters.path("additional_chat_ids").forEach(id -> channels.add(PeerId.bare(id.longValue())));
        ArrayNode countries = NODES.arrayNode();
        parameters.path("country_codes").forEach(countries::add);
        return new JsonFields()
                .put("quantity", content.path("winner_count").longValue())
                .put("months", prize.path("month_count").longValue())
                .put(
                        "until_date",
                        dates.local(parameters.path("winners_selection_date").longValue()))
                .put("channels", channels)
                .put("countries", countries)
                .put("additional_prize", parameters.path("prize_description").asText())
                .put("stars", prize.path("star_count").longValue())
                .put(
                        "is_only_new_subscribers",
                        parameters.path("only_new_members").booleanValue())
                .node();
    }

    private JsonNode winners(JsonNode content) {
        JsonNode prize = content.path("prize");
        ArrayNode winners = NODES.arrayNode();
        content.path("winner_user_ids").forEach(winners::add);
        return new JsonFields()
                .put("channel", PeerId.bare(content.path("boosted_chat_id").longValue()))
                .put("winners", winners)
                .put("additional_prize", content.path("prize_description").asText())
                .put(
                        "until_date",
                        dates.local(
                                content.path("actual_winners_selection_date").longValue()))
                .put(
                        "launch_message_id",
                        PostReader.messageId(content.path("giveaway_message_id").longValue()))
                .put(
                        "additional_peers_count",
                        content.path("additional_chat_count").longValue())
                .put("winners_count", content.path("winner_count").longValue())
                .put("unclaimed_count", content.path("unclaimed_prize_count").longValue())
                .put("months", prize.path("month_count").longValue())
                .put("stars", prize.path("star_count").longValue())
                .put("is_refunded", content.path("was_refunded").booleanValue())
                .put("is_only_new_subscribers", content.path("only_new_members").booleanValue())
                .node();
    }
}
