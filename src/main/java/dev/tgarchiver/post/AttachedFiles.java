package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the files of a message by shape: wherever a {@code file} stands in its content, also in a content that this
 * program does not know. Each has a role by its path, see {@link FileRole}.
 */
public final class AttachedFiles {

    /** Fields of a content or of what it holds, with the role of the files in them. */
    private static final Map<String, String> ROLES = Map.ofEntries(
            Map.entry("voice_note", "voice"),
            Map.entry("link_preview", "preview"),
            Map.entry("media", "media"),
            Map.entry("product_info", "invoice"),
            Map.entry("users", "shared"),
            Map.entry("chat", "shared"));

    /** Fields that hold what is derived from their neighbour. */
    private static final Map<String, String> DERIVED = Map.of(
            "thumbnail", "thumbnail",
            "album_cover_thumbnail", "thumbnail",
            "external_album_covers", "thumbnail",
            "alternative_videos", "alternative",
            "storyboards", "storyboard",
            "small_animation", "small_animation");

    /** Fields that say nothing about the file in them that its owner has not said. */
    private static final Set<String> TRANSPARENT = Set.of(
            "type",
            "message",
            "blocks",
            "content",
            "settings",
            "background",
            "model",
            "regular_gift",
            "full_type",
            "elements",
            "document",
            "photo",
            "animation",
            "video",
            "audio",
            "sticker",
            "voice",
            "video_note",
            "file",
            "big",
            "text",
            "texts",
            "media");

    /** Fields of an object with a photo, which are the same picture moving. */
    private static final Set<String> BESIDE_A_PHOTO = Set.of("video", "animation");

    /** The contents that are one file with a caption. */
    private static final Set<String> OF_ONE_FILE = Set.of(
            "messageAnimation",
            "messageAudio",
            "messageDocument",
            "messagePhoto",
            "messageSticker",
            "messageVideo",
            "messageVideoNote",
            "messageVoiceNote");

    private final List<AttachedFile> found = new ArrayList<>();
    private final Set<FileRole> taken = new HashSet<>();

    /** The number of the chat and of the message. */
    private final String post;

    private AttachedFiles(JsonNode message) {
        post = message.path("chat_id").longValue() + "/"
                + PostReader.messageId(message.path("id").longValue());
    }

    /** The files of a message in the order in which they stand in it, without duplicates of one role and position. */
    public static List<AttachedFile> of(JsonNode message) {
        AttachedFiles files = new AttachedFiles(message);
        files.content(message.path("content"));
        JsonNode replied = message.path("reply_to").path("content");
        if (replied.isObject()) {
            files.walk(replied, new Place("reply", 0));
        }
        files.walk(message.path(Remainders.CUSTOM_EMOJI), new Place(Remainders.CUSTOM_EMOJI, 0));
        return List.copyOf(files.found);
    }

    /** The file that makes a post one of its kind: the photo of a photo, the video of a video. */
    public static Optional<AttachedFile> main(List<AttachedFile> files) {
        return files.stream().filter(file -> file.role().isMain()).findFirst();
    }

    private record Place(String role, int position) {

        Place in(String field) {
            if (TRANSPARENT.contains(field)) {
                return this;
            }
            return new Place(role + "_" + ROLES.getOrDefault(field, field), position);
        }

        Place derived(String word) {
            return new Place(word, 0);
        }

        FileRole fileRole() {
            return new FileRole(role, position);
        }
    }

    /** Roles of a post's own files have no prefix. */
    private void content(JsonNode content) {
        String type = type(content);
        for (Map.Entry<String, JsonNode> field : content.properties()) {
            JsonNode value = field.getValue();
            String name = field.getKey();
            if (!value.isContainerNode() || LeftOutFields.isLeftOut(type, name)) {
                continue;
            }
            if (DERIVED.containsKey(name)) {
                walk(value, new Place(DERIVED.get(name), 0));
            } else if (name.equals("media") && type.equals("messagePaidMedia")) {
                list(value, "paid_media");
            } else if (name.equals("poll")) {
                poll(value);
            } else if (name.equals("media") && type.equals("messagePoll")) {
                walk(value, new Place("poll", 0));
            } else if (name.equals("video") && type.equals("messagePhoto")) {
                walk(value, new Place("live_photo_video", 0));
            } else if (name.equals("photo") && type(value).equals("chatPhoto")) {
                walk(value, new Place("chat_photo", 0));
            } else if (name.equals("message") && type.equals("messageRichMessage")) {
                walk(value, new Place("rich", 0));
            } else {
                walk(value, new Place(role(type, name), 0));
            }
        }
    }

    /** A gift's sticker does not make the post a sticker. */
    private static String role(String contentType, String field) {
        String role = ROLES.getOrDefault(field, field);
        return MediaKind.of(role).isEmpty() || OF_ONE_FILE.contains(contentType)
                ? role
                : ContentType.word(contentType) + "_" + role;
    }

    private void poll(JsonNode poll) {
        list(poll.path("options"), "poll_option");
        for (Map.Entry<String, JsonNode> field : poll.properties()) {
            if (!field.getKey().equals("options")) {
                walk(field.getValue(), new Place("poll", 0).in(field.getKey()));
            }
        }
    }

    private void list(JsonNode elements, String role) {
        int position = 0;
        for (JsonNode element : elements) {
            position++;
            walk(element, new Place(role, position));
        }
    }

    private void walk(JsonNode node, Place place) {
        if (node.isArray()) {
            for (JsonNode element : node) {
                walk(element, place);
            }
            return;
        }
        if (!node.isObject()) {
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (!value.isContainerNode() || LeftOutFields.isLeftOut(type(node), name)) {
                continue;
            }
            if (type(value).equals("file")) {
                add(node, value, ofFile(node, name, place));
            } else if (name.equals("sizes")) {
                int largest = Photos.largest(value);
                for (int i = 0; i < value.size(); i++) {
                    walk(value.path(i), i == largest ? place : place.derived("thumbnail"));
                }
            } else if (DERIVED.containsKey(name)) {
                // A player embedded in a page has a photo as its thumbnail, and no other picture.
                walk(value, type(value).equals("photo") ? place : place.derived(DERIVED.get(name)));
            } else if (BESIDE_A_PHOTO.contains(name) && node.path("photo").isObject()) {
                walk(value, new Place(place.role() + "_" + name, place.position()));
            } else {
                walk(value, place.in(name));
            }
        }
    }

    private static Place ofFile(JsonNode owner, String field, Place place) {
        return switch (type(owner) + "." + field) {
            case "alternativeVideo.hls_file" -> place.derived("hls");
            case "videoStoryboard.storyboard_file" -> place;
            case "videoStoryboard.map_file" -> place.derived("storyboard_map");
            case "chatPhotoInfo.small" -> place.derived("thumbnail");
            default -> place.in(field);
        };
    }

    private void add(JsonNode owner, JsonNode file, Place place) {
        FileRole role = place.fileRole();
        while (!taken.add(role)) {
            role = role.next();
        }
        Media media = MediaOf.file(owner, file);
        // Telegram has no identity for a picture of the web, which is only known as this post's.
        boolean ofWeb = media.uniqueId().isEmpty() && !role.isMain();
        found.add(new AttachedFile(role, ofWeb ? media.identified(post + "/" + role) : media, file));
    }

    private static String type(JsonNode node) {
        return node.path("@type").asText();
    }
}
