package dev.tgarchiver.desktop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes TDLib's content of a message that is not a service message. */
final class DesktopContent {

    private final JsonNode message;
    private final ObjectNode content = JsonNodeFactory.instance.objectNode();

    private DesktopContent(JsonNode message) {
        this.message = message;
    }

    static ObjectNode of(JsonNode message) {
        return new DesktopContent(message).write();
    }

    private ObjectNode write() {
        if (message.has("photo")) {
            photo();
        } else if (message.has("file")) {
            file();
        } else if (message.has("location_information")) {
            place();
        } else if (message.has("contact_information")) {
            JsonNode contact = message.path("contact_information");
            type("Contact")
                    .putObject("contact")
                    .put("@type", "contact")
                    .put("phone_number", contact.path("phone_number").asText(""))
                    .put("first_name", contact.path("first_name").asText(""))
                    .put("last_name", contact.path("last_name").asText(""));
        } else if (message.has("poll")) {
            poll(message.path("poll"));
        } else if (message.has("todo_list")) {
            checklist(message.path("todo_list"));
        } else if (message.has("game_title")) {
            type("Game")
                    .putObject("game")
                    .put("title", message.path("game_title").asText(""))
                    .put("description", message.path("game_description").asText(""));
        } else if (message.has("invoice_information")) {
            type("Invoice");
        } else if (message.has("giveaway_information")) {
            type("Giveaway");
        } else if (message.has("giveaway_results")) {
            type("GiveawayWinners");
        } else if (message.has("paid_stars_amount")) {
            type("PaidMedia");
            caption();
        } else {
            type("Text").set("text", text());
        }
        return content;
    }

    private ObjectNode type(String name) {
        return content.put("@type", "message" + name);
    }

    /** Its formatting as it was, where an export of the archiver has it. */
    private ObjectNode text() {
        ObjectNode text = DesktopTexts.of(message);
        JsonNode entities = message.path("_archiver").path("entities");
        if (entities.isArray()) {
            text.set("entities", entities);
        }
        return text;
    }

    private void caption() {
        content.set("caption", text());
    }

    private void photo() {
        ObjectNode size = type("Photo")
                .putObject("photo")
                .put("@type", "photo")
                .putArray("sizes")
                .addObject()
                .put("@type", "photoSize");
        size.set("photo", file(message.path("photo_file_size").asLong()));
        size.put("width", number("width")).put("height", number("height"));
        caption();
    }

    private void file() {
        String kind =
                switch (message.path("media_type").asText("")) {
                    case "sticker" -> "sticker";
                    case "video_message" -> "video_note";
                    case "voice_message" -> "voice_note";
                    case "animation" -> "animation";
                    case "video_file" -> "video";
                    case "audio_file" -> "audio";
                    default -> "document";
                };
        ObjectNode owner;
        String field = kind;
        switch (kind) {
            case "video_note" -> {
                owner = type("VideoNote").putObject(kind).put("@type", "videoNote");
                owner.put("length", number("width"));
                field = "video";
            }
            case "voice_note" -> {
                owner = type("VoiceNote").putObject(kind).put("@type", "voiceNote");
                field = "voice";
            }
            default ->
                owner = type(Character.toUpperCase(kind.charAt(0)) + kind.substring(1))
                        .putObject(kind)
                        .put("@type", kind);
        }
        owner.put("duration", number("duration_seconds"))
                .put("width", number("width"))
                .put("height", number("height"))
                .put("file_name", name())
                .put("mime_type", message.path("mime_type").asText(""))
                .put("performer", message.path("performer").asText(""))
                .put("title", message.path("title").asText(""))
                .put("emoji", message.path("sticker_emoji").asText(""));
        owner.set(field, file(message.path("file_size").asLong()));
        if (!kind.equals("sticker") && !kind.equals("video_note")) {
            caption();
        }
    }

    /** Early versions write the sender's name only as that of the file in the export. */
    private String name() {
        if (message.has("file_name")) {
            return message.path("file_name").asText("");
        }
        String path = message.path("file").asText("");
        return path.startsWith("files/") ? path.substring("files/".length()) : "";
    }

    private int number(String field) {
        return message.path(field).asInt();
    }

    private ObjectNode file(long size) {
        ObjectNode file =
                JsonNodeFactory.instance.objectNode().put("@type", "file").put("size", size);
        file.putObject("remote")
                .put("@type", "remoteFile")
                .put("unique_id", message.path("_archiver").path("unique_id").asText(""));
        return file;
    }

    private void place() {
        JsonNode place = message.path("location_information");
        ObjectNode owner = content;
        if (message.has("place_name")) {
            owner = type("Venue")
                    .putObject("venue")
                    .put("@type", "venue")
                    .put("title", message.path("place_name").asText(""))
                    .put("address", message.path("address").asText(""));
        } else {
            type(message.has("live_location_period_seconds") ? "LiveLocation" : "Location");
        }
        owner.putObject("location")
                .put("@type", "location")
                .put("latitude", place.path("latitude").asDouble())
                .put("longitude", place.path("longitude").asDouble());
    }

    private void poll(JsonNode of) {
        ObjectNode poll = type("Poll").putObject("poll").put("@type", "poll");
        poll.set("question", DesktopTexts.formatted(of.path("question")));
        for (JsonNode answer : of.path("answers")) {
            ObjectNode option = poll.withArray("options").addObject().put("@type", "pollOption");
            option.set("text", DesktopTexts.formatted(answer.path("text")));
            option.put("voter_count", answer.path("voters").asInt());
        }
        poll.put("total_voter_count", of.path("total_voters").asInt())
                .put("is_closed", of.path("closed").asBoolean());
    }

    private void checklist(JsonNode of) {
        ObjectNode list = type("Checklist").putObject("list").put("@type", "checklist");
        list.set("title", DesktopTexts.formatted(of.path("title")));
        for (JsonNode answer : of.path("answers")) {
            ObjectNode task = list.withArray("tasks").addObject().put("@type", "checklistTask");
            task.put("id", answer.path("id").asInt());
            task.set("text", DesktopTexts.formatted(answer.path("text")));
        }
    }
}
