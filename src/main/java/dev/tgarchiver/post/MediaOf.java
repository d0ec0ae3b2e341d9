package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;

/** Reads what Telegram announces about a file from the object that holds it. */
final class MediaOf {

    private MediaOf() {}

    /** @param owner the object with the {@code file} in one of its fields */
    static Media file(JsonNode owner, JsonNode file) {
        MediaKind kind = kind(owner.path("@type").asText());
        String length = kind == MediaKind.VIDEO_NOTE ? "length" : "";
        return new Media(
                kind,
                file.path("remote").path("unique_id").asText(),
                Math.max(0, file.path("size").longValue()),
                fileName(kind, owner),
                mimeType(kind, owner),
                owner.path("performer").asText(),
                owner.path("title").asText(),
                count(owner, "duration"),
                count(owner, length.isEmpty() ? "width" : length),
                count(owner, length.isEmpty() ? "height" : length));
    }

    /** A custom emoji is named by its id, by which texts name it, too. */
    private static String fileName(MediaKind kind, JsonNode owner) {
        long emoji = kind == MediaKind.STICKER ? Remainders.id(owner) : 0;
        return emoji == 0 ? owner.path("file_name").asText() : Long.toString(emoji);
    }

    private static MediaKind kind(String owner) {
        return switch (owner) {
            case "audio" -> MediaKind.AUDIO;
            case "photoSize", "thumbnail", "chatPhotoInfo" -> MediaKind.PHOTO;
            case "video", "alternativeVideo" -> MediaKind.VIDEO;
            case "voiceNote", "animatedEmoji" -> MediaKind.VOICE;
            case "videoNote" -> MediaKind.VIDEO_NOTE;
            case "animation", "animatedChatPhoto" -> MediaKind.ANIMATION;
            case "sticker", "stickerFullTypeRegular" -> MediaKind.STICKER;
            default -> MediaKind.DOCUMENT;
        };
    }

    private static int count(JsonNode owner, String field) {
        return Math.max(0, owner.path(field).intValue());
    }

    /** Telegram sends no type for kinds that have only one. */
    private static String mimeType(MediaKind kind, JsonNode owner) {
        String announced = owner.path("mime_type").asText();
        if (!announced.isEmpty()) {
            return announced;
        }
        return switch (kind) {
            case PHOTO -> thumbnail(owner.path("format").path("@type").asText());
            case VIDEO_NOTE -> "video/mp4";
            case STICKER ->
                switch (owner.path("format").path("@type").asText()) {
                    case "stickerFormatTgs" -> "application/x-tgsticker";
                    case "stickerFormatWebm" -> "video/webm";
                    default -> owner.has("premium_animation") ? "application/x-tgsticker" : "image/webp";
                };
            default ->
                switch (owner.path("@type").asText()) {
                    case "alternativeVideo", "animatedChatPhoto" -> "video/mp4";
                    default -> "";
                };
        };
    }

    private static String thumbnail(String format) {
        return switch (format) {
            case "thumbnailFormatGif" -> "image/gif";
            case "thumbnailFormatMpeg4" -> "video/mp4";
            case "thumbnailFormatPng" -> "image/png";
            case "thumbnailFormatTgs" -> "application/x-tgsticker";
            case "thumbnailFormatWebm" -> "video/webm";
            case "thumbnailFormatWebp" -> "image/webp";
            default -> "image/jpeg";
        };
    }
}
