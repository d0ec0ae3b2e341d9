package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tgarchiver.post.ContentType;
import dev.tgarchiver.post.PostWords;

/** What a post's content says. Files have lines of their own. */
final class ContentLines {

    private static final String PREFIX = "message";

    private final Naming names;

    ContentLines(Naming names) {
        this.names = names;
    }

    /** The lines of a content; of one that this program does not know, all words in it. */
    Lines of(JsonNode content) {
        Lines lines = new Lines();
        if (!write(content, lines)) {
            lines.line("[" + ContentType.word(content.path("@type").asText()).replace('_', ' ') + "]", Lines.DIM);
            PostWords.of(JsonNodeFactory.instance.objectNode().set("content", content))
                    .forEach(words -> lines.labelled(words.place().replace('_', ' '), words.text()));
        }
        return lines;
    }

    /** Writes a content; false when it is not a known one. */
    boolean write(JsonNode content, Lines lines) {
        String name = content.path("@type").asText();
        String type = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        return message(type, content, lines)
                || QuestionLines.write(type, content, names, lines)
                || ChatEvents.write(type, content, names, lines)
                || SharingEvents.write(type, content, names, lines)
                || PaymentEvents.write(type, content, names, lines)
                || GiftEvents.write(type, content, names, lines);
    }

    private boolean message(String type, JsonNode content, Lines lines) {
        switch (type) {
            case "Text" -> lines.formatted(content.path("text"));
            case "RichMessage" -> PageLines.write(content.path("message").path("blocks"), lines);
            case "Animation", "Audio", "Document", "Photo", "Video", "VoiceNote" ->
                lines.formatted(content.path("caption"));
            case "VideoNote" -> lines.line("[video message]", Lines.DIM);
            case "PaidMedia" ->
                lines.line("[paid media, " + Naming.stars(content.path("star_count")) + "]", Lines.DIM)
                        .formatted(content.path("caption"));
            case "Sticker" ->
                lines.line("[sticker] " + content.path("sticker").path("emoji").asText());
            case "ExpiredPhoto" -> lines.line("[photo that has expired]", Lines.DIM);
            case "ExpiredVideo" -> lines.line("[video that has expired]", Lines.DIM);
            case "ExpiredVideoNote" -> lines.line("[video message that has expired]", Lines.DIM);
            case "ExpiredVoiceNote" -> lines.line("[voice message that has expired]", Lines.DIM);
            case "AnimatedEmoji" -> lines.line(content.path("emoji").asText());
            case "Dice" ->
                lines.line(content.path("emoji").asText() + " "
                        + content.path("value").asText());
            case "StakeDice" ->
                lines.line("Dice: " + content.path("value").asText() + ", stake "
                        + Naming.ton(content.path("stake_toncoin_amount")) + ", prize "
                        + Naming.ton(content.path("prize_toncoin_amount")));
            case "Location" -> place("Place", content.path("location"), lines);
            case "LiveLocation" -> {
                JsonNode live = content.path("location");
                place("Live place", live.path("location"), lines);
                lines.labelled("Shared for", Naming.duration(live.path("live_period")));
            }
            case "Venue" -> {
                JsonNode venue = content.path("venue");
                lines.line(venue.path("title").asText(), Lines.BOLD)
                        .line(venue.path("address").asText());
                place("Place", venue.path("location"), lines);
            }
            case "Contact" -> {
                JsonNode contact = content.path("contact");
                lines.labelled(
                                "Contact",
                                contact.path("first_name").asText() + " "
                                        + contact.path("last_name").asText())
                        .labelled("Phone", contact.path("phone_number").asText());
            }
            case "Story" ->
                lines.line("Story " + content.path("story_id").asText() + " of "
                        + names.peer(content.path("story_poster_chat_id").longValue()));
            case "Unsupported" ->
                lines.line(
                        "[a kind of post that this archiver's Telegram library does not know; what it gave is kept]",
                        Lines.DIM);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A place with the address of its map. */
    static void place(String label, JsonNode location, Lines lines) {
        String latitude = location.path("latitude").asText();
        String longitude = location.path("longitude").asText();
        lines.labelled(label, latitude + ", " + longitude)
                .labelled(
                        "Map",
                        "https://www.openstreetmap.org/?mlat=" + latitude + "&mlon=" + longitude + "#map=16/" + latitude
                                + "/" + longitude);
    }
}
