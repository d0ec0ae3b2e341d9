package dev.tgarchiver.export.telegram;

import dev.tgarchiver.export.ArchivedFile;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.MediaFolder;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts files into Telegram Desktop's folders, under its names, and says where they are or why they are not there. */
final class MediaNames {

    static final String NOT_INCLUDED = "(File not included. Change data exporting settings to download.)";
    static final String TOO_LARGE = "(File exceeds maximum size. Change data exporting settings to download.)";
    static final String UNAVAILABLE = "(File unavailable, please try again later)";

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("dd-MM-yyyy_HH-mm-ss", Locale.ROOT);

    private final MediaFolder folder;
    private final ZoneId zone;
    private final Map<Numbered, Integer> counts = new EnumMap<>(Numbered.class);

    /** What has names with numbers. */
    private enum Numbered {
        PHOTO,
        AUDIO,
        VIDEO,
        FILE,
        CONTACT
    }

    /** Where a file is, and whether it is there. */
    record Place(String text, boolean isThere) {}

    MediaNames(MediaFolder folder, ZoneId zone) {
        this.folder = folder;
        this.zone = zone;
    }

    /** A file of a post, which is said to be of this kind. */
    Place file(ArchivedPost post, Media media) throws IOException {
        return put(
                post,
                media.uniqueId(),
                folder(media),
                () -> name(media, post.post().date()));
    }

    /** The picture for a file that is in the export. */
    Place thumbnail(ArchivedPost post, String uniqueId, Place file) throws IOException {
        if (!file.isThere()) {
            return new Place(NOT_INCLUDED, false);
        }
        int slash = file.text().lastIndexOf('/');
        return put(
                post,
                uniqueId,
                file.text().substring(0, Math.max(0, slash)),
                () -> file.text().substring(slash + 1) + "_thumb.jpg");
    }

    /** A contact's card. */
    String contact(byte[] card) throws IOException {
        return folder.write(card, "contacts", "contact_" + next(Numbered.CONTACT) + ".vcard")
                .orElse(NOT_INCLUDED);
    }

    private interface Name {
        String make();
    }

    private Place put(ArchivedPost post, String uniqueId, String in, Name name) throws IOException {
        ArchivedFile file = post.files().get(uniqueId);
        if (file == null) {
            return new Place(NOT_INCLUDED, false);
        }
        return switch (file.state()) {
            case NOT_INCLUDED -> new Place(NOT_INCLUDED, false);
            case TOO_LARGE -> new Place(TOO_LARGE, false);
            case UNAVAILABLE -> new Place(UNAVAILABLE, false);
            case STORED -> {
                Optional<String> path = folder.put(file, in, name.make());
                yield new Place(path.orElse(NOT_INCLUDED), path.isPresent());
            }
        };
    }

    private static String folder(Media media) {
        return switch (media.kind()) {
            case PHOTO -> "photos";
            case VIDEO -> "video_files";
            // A moving picture that is a video lies with the videos.
            case ANIMATION -> media.mimeType().startsWith("video/") ? "video_files" : "animations";
            case STICKER -> "stickers";
            case VOICE -> "voice_messages";
            case VIDEO_NOTE -> "round_video_messages";
            case AUDIO, DOCUMENT -> "files";
        };
    }

    private String name(Media media, Instant date) {
        String stamp = "@" + STAMP.format(date.atZone(zone));
        if (media.kind() == MediaKind.PHOTO) {
            return "photo_" + next(Numbered.PHOTO) + stamp + ".jpg";
        }
        if (!media.fileName().isEmpty()) {
            return media.fileName();
        }
        return switch (media.kind()) {
            case VOICE -> "audio_" + next(Numbered.AUDIO) + stamp + ".ogg";
            case AUDIO -> "audio_" + next(Numbered.AUDIO) + stamp + ".mp3";
            case VIDEO, VIDEO_NOTE, ANIMATION -> "video_" + next(Numbered.VIDEO) + stamp + ending(media, ".mp4");
            default -> "file_" + next(Numbered.FILE) + stamp + ending(media, "");
        };
    }

    private static String ending(Media media, String otherwise) {
        return switch (media.mimeType()) {
            case "image/webp" -> ".webp";
            case "image/gif" -> ".gif";
            case "image/jpeg" -> ".jpg";
            case "image/png" -> ".png";
            case "video/webm" -> ".webm";
            case "video/mp4" -> ".mp4";
            case "application/x-tgsticker" -> ".tgs";
            case "application/pdf" -> ".pdf";
            default -> otherwise;
        };
    }

    private int next(Numbered what) {
        return counts.merge(what, 1, Integer::sum);
    }
}
