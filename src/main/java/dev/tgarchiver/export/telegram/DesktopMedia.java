package dev.tgarchiver.export.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.export.ArchivedFile;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.JsonFields;
import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a post: a photo, or a document with what its kind says about it. */
final class DesktopMedia {

    /** Telegram's number for a file that can be seen once. */
    private static final long ONCE = Integer.MAX_VALUE;

    private final MediaNames names;

    DesktopMedia(MediaNames names) {
        this.names = names;
    }

    /** The paths of files that are in the export already, by Telegram's unique id. */
    static final class Placed {
        private final Map<String, String> paths = new HashMap<>();
        private final Set<String> asked = new HashSet<>();

        void add(String uniqueId, MediaNames.Place place) {
            asked.add(uniqueId);
            if (place.isThere()) {
                paths.put(uniqueId, place.text());
            }
        }

        Optional<String> path(String uniqueId) {
            return Optional.ofNullable(paths.get(uniqueId));
        }

        boolean isAsked(String uniqueId) {
            return asked.contains(uniqueId);
        }
    }

    /** A TDLib {@code photo} or {@code chatPhoto}. */
    void photo(ArchivedPost post, JsonNode photo, JsonFields fields, Placed placed) throws IOException {
        Optional<JsonNode> size = largest(photo.path("sizes"));
        if (size.isEmpty()) {
            fields.put("photo", MediaNames.UNAVAILABLE);
            return;
        }
        JsonNode file = size.get().path("photo");
        Media media = media(MediaKind.PHOTO, size.get(), file, "image/jpeg");
        MediaNames.Place place = names.file(post, media);
        placed.add(media.uniqueId(), place);
        fields.put("photo", place.text());
        fields.number("photo_file_size", size(post, media));
        fields.number("width", media.width());
        fields.number("height", media.height());
    }

    /**
     * A document of a content that is one file with a caption.
     *
     * @param field the content's field that holds it, and its field with the file
     */
    void document(ArchivedPost post, String field, String inner, JsonFields fields, Placed placed) throws IOException {
        JsonNode owner = post.content().path(field);
        Optional<Media> found = post.post().media();
        if (found.isEmpty()) {
            fields.put("file", MediaNames.UNAVAILABLE);
            return;
        }
        Media media = found.get();
        MediaNames.Place place = names.file(post, media);
        placed.add(owner.path(inner).path("remote").path("unique_id").asText(), place);
        fields.put("file", place.text());
        fields.text("file_name", media.fileName());
        fields.number("file_size", size(post, media));
        thumbnail(post, owner, place, fields, placed);
        fields.text("media_type", mediaType(media.kind()));
        fields.text(
                "sticker_emoji",
                media.kind() == MediaKind.STICKER ? owner.path("emoji").asText() : "");
        fields.text("performer", media.performer());
        fields.text("title", media.title());
        fields.text("mime_type", media.mimeType());
        fields.number("duration_seconds", media.durationSeconds());
        fields.number("width", media.width());
        fields.number("height", media.height());
        fields.flag("media_spoiler", post.content().path("has_spoiler").booleanValue());
    }

    private void thumbnail(ArchivedPost post, JsonNode owner, MediaNames.Place file, JsonFields fields, Placed placed)
            throws IOException {
        JsonNode thumbnail =
                owner.has("album_cover_thumbnail") ? owner.path("album_cover_thumbnail") : owner.path("thumbnail");
        JsonNode node = thumbnail.path("file");
        if (!node.isObject()) {
            return;
        }
        String uniqueId = node.path("remote").path("unique_id").asText();
        MediaNames.Place place = names.thumbnail(post, uniqueId, file);
        placed.add(uniqueId, place);
        fields.put("thumbnail", place.text());
        fields.number("thumbnail_file_size", node.path("size").longValue());
    }

    /** How long the file can be seen once it was opened, where its sender has limited that. */
    static void selfDestruct(ArchivedPost post, JsonFields fields) {
        JsonNode type = post.message().path("self_destruct_type");
        switch (type.path("@type").asText()) {
            case "messageSelfDestructTypeTimer" ->
                fields.number(
                        "self_destruct_period_seconds",
                        type.path("self_destruct_time").longValue());
            case "messageSelfDestructTypeImmediately" -> fields.put("self_destruct_period_seconds", ONCE);
            default -> {
                // It can always be seen.
            }
        }
    }

    /** A contact with its card. */
    void contact(JsonNode contact, JsonFields fields) throws IOException {
        fields.put(
                "contact_information",
                new JsonFields()
                        .put("first_name", contact.path("first_name").asText())
                        .put("last_name", contact.path("last_name").asText())
                        .put("phone_number", contact.path("phone_number").asText())
                        .node());
        String card = contact.path("vcard").asText();
        if (!card.isEmpty()) {
            byte[] bytes = card.getBytes(StandardCharsets.UTF_8);
            fields.put("contact_vcard", names.contact(bytes));
            fields.put("contact_vcard_file_size", bytes.length);
        }
    }

    /** Puts a further file of the post into the export. */
    void further(ArchivedPost post, Attachment file, Placed placed) throws IOException {
        String uniqueId = file.media().uniqueId();
        if (!uniqueId.isEmpty() && !placed.isAsked(uniqueId) && post.files().containsKey(uniqueId)) {
            placed.add(uniqueId, names.file(post, file.media()));
        }
    }

    private static Optional<JsonNode> largest(JsonNode sizes) {
        JsonNode largest = null;
        long most = -1;
        for (JsonNode size : sizes) {
            long area = size.path("width").longValue() * size.path("height").longValue();
            if (area > most) {
                most = area;
                largest = size;
            }
        }
        return Optional.ofNullable(largest);
    }

    private static Media media(MediaKind kind, JsonNode owner, JsonNode file, String mimeType) {
        return new Media(
                kind,
                file.path("remote").path("unique_id").asText(),
                file.path("size").longValue(),
                "",
                mimeType,
                "",
                "",
                0,
                owner.path("width").intValue(),
                owner.path("height").intValue());
    }

    /** The size on the disk, or what Telegram announced. */
    private static long size(ArchivedPost post, Media media) {
        ArchivedFile file = post.files().get(media.uniqueId());
        return file != null && file.state() == ArchivedFile.State.STORED ? file.size() : media.size();
    }

    private static String mediaType(MediaKind kind) {
        return switch (kind) {
            case STICKER -> "sticker";
            case VIDEO_NOTE -> "video_message";
            case VOICE -> "voice_message";
            case ANIMATION -> "animation";
            case VIDEO -> "video_file";
            case AUDIO -> "audio_file";
            case DOCUMENT, PHOTO -> "";
        };
    }
}
