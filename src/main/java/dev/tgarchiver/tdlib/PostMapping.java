package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.MediaKind;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.tdlib.binding.TdError;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Converts TDLib's messages to posts. */
public final class PostMapping {

    /** TDLib keeps 20 bits below the server's message id for its local messages (MessageId.h). */
    private static final int SERVER_ID_SHIFT = 20;

    /** Telegram's message ids and dates are unsigned numbers of at most 32 bits. */
    private static final long MOST = 0xffffffffL;

    private PostMapping() {}

    public static long tdlibId(long messageId) {
        return messageId << SERVER_ID_SHIFT;
    }

    public static long messageId(long tdlibId) {
        return tdlibId >> SERVER_ID_SHIFT;
    }

    /**
     * The post of a {@code message}. Missing fields and fields of a wrong type count as empty.
     *
     * @throws TdError with code 0 when the message has no number or date that a post can have
     */
    public static Post post(JsonNode message) throws TdError {
        JsonNode content = message.path("content");
        PostText text = PostText.of(content);
        Optional<Media> media = content(content).map(Content::media);
        return new Post(
                new PostId(
                        message.path("chat_id").longValue(),
                        inRange(messageId(message.path("id").longValue()), 1, "message number")),
                Instant.ofEpochSecond(inRange(message.path("date").longValue(), 0, "date")),
                Optional.of(inRange(message.path("edit_date").longValue(), 0, "date of an edit"))
                        .filter(seconds -> seconds > 0)
                        .map(Instant::ofEpochSecond),
                type(content.path("@type").asText()),
                text.text(),
                text.entities(),
                message.path("media_album_id").asLong(),
                message.path("interaction_info").path("view_count").intValue(),
                message.path("interaction_info").path("forward_count").intValue(),
                replyTo(message),
                message.path("author_signature").asText(),
                media);
    }

    /** The post of a {@code message}, which must be of this chat. */
    public static Post post(long chatId, JsonNode message) throws TdError {
        Post post = post(message);
        if (post.id().chatId() != chatId) {
            throw new TdError(
                    0, "an invalid answer: a post of chat " + post.id().chatId());
        }
        return post;
    }

    private static long inRange(long number, long least, String what) throws TdError {
        if (number < least || number > MOST) {
            throw new TdError(0, "an invalid answer: the " + what + " " + number);
        }
        return number;
    }

    /** The {@code file} of a message, if it has one that can be archived. */
    public static Optional<JsonNode> file(JsonNode message) {
        return content(message.path("content")).map(Content::file);
    }

    private record Content(Media media, JsonNode file) {}

    private static Optional<Content> content(JsonNode content) {
        return switch (content.path("@type").asText()) {
            case "messageAudio" -> media(MediaKind.AUDIO, content.path("audio"), "audio");
            case "messageDocument" -> media(MediaKind.DOCUMENT, content.path("document"), "document");
            case "messagePhoto" -> photo(content.path("photo"));
            case "messageVideo" -> media(MediaKind.VIDEO, content.path("video"), "video");
            case "messageVoiceNote" -> media(MediaKind.VOICE, content.path("voice_note"), "voice");
            case "messageVideoNote" -> media(MediaKind.VIDEO_NOTE, content.path("video_note"), "video");
            case "messageAnimation" -> media(MediaKind.ANIMATION, content.path("animation"), "animation");
            case "messageSticker" -> media(MediaKind.STICKER, content.path("sticker"), "sticker");
            default -> Optional.empty();
        };
    }

    private static Optional<Content> photo(JsonNode photo) {
        JsonNode largest = null;
        long pixels = -1;
        for (JsonNode size : photo.path("sizes")) {
            long area = size.path("width").longValue() * size.path("height").longValue();
            if (area > pixels) {
                pixels = area;
                largest = size;
            }
        }
        return largest == null ? Optional.empty() : media(MediaKind.PHOTO, largest, "photo");
    }

    private static Optional<Content> media(MediaKind kind, JsonNode described, String fileField) {
        JsonNode file = described.path(fileField);
        if (!file.isObject()) {
            return Optional.empty();
        }
        Media media = new Media(
                kind,
                file.path("remote").path("unique_id").asText(),
                Math.max(0, file.path("size").longValue()),
                described.path("file_name").asText(),
                mimeType(kind, described),
                described.path("performer").asText(),
                described.path("title").asText(),
                count(described, "duration"),
                count(described, kind == MediaKind.VIDEO_NOTE ? "length" : "width"),
                count(described, kind == MediaKind.VIDEO_NOTE ? "length" : "height"));
        return Optional.of(new Content(media, file));
    }

    private static int count(JsonNode described, String field) {
        return Math.max(0, described.path(field).intValue());
    }

    /** Telegram sends no type for kinds that have only one. */
    private static String mimeType(MediaKind kind, JsonNode described) {
        return switch (kind) {
            case PHOTO -> "image/jpeg";
            case VIDEO_NOTE -> "video/mp4";
            case STICKER ->
                switch (described.path("format").path("@type").asText()) {
                    case "stickerFormatTgs" -> "application/x-tgsticker";
                    case "stickerFormatWebm" -> "video/webm";
                    default -> "image/webp";
                };
            default -> described.path("mime_type").asText();
        };
    }

    private static long replyTo(JsonNode message) {
        JsonNode reply = message.path("reply_to");
        boolean here = reply.path("@type").asText().equals("messageReplyToMessage")
                && (reply.path("chat_id").longValue() == 0
                        || reply.path("chat_id").equals(message.path("chat_id")));
        return here ? messageId(reply.path("message_id").longValue()) : 0;
    }

    /** Converts {@code messageVideoNote} to {@code video_note}, the spelling of the media kinds. */
    private static String type(String contentType) {
        String name = contentType.startsWith("message") ? contentType.substring("message".length()) : contentType;
        if (name.equals("VoiceNote")) {
            return MediaKind.VOICE.key();
        }
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
