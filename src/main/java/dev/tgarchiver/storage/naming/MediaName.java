package dev.tgarchiver.storage.naming;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The name of a file: from its sender or, if the sender gave none, from its type. */
public final class MediaName {

    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/svg+xml", "svg"),
            Map.entry("image/vnd.djvu", "djvu"),
            Map.entry("image/x-icon", "ico"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/mp3", "mp3"),
            Map.entry("audio/mp4", "m4a"),
            Map.entry("audio/x-m4a", "m4a"),
            Map.entry("audio/x-wav", "wav"),
            Map.entry("audio/x-flac", "flac"),
            Map.entry("audio/vorbis", "ogg"),
            Map.entry("video/quicktime", "mov"),
            Map.entry("video/x-matroska", "mkv"),
            Map.entry("video/x-msvideo", "avi"),
            Map.entry("video/mpeg", "mpg"),
            Map.entry("video/3gpp", "3gp"),
            Map.entry("text/plain", "txt"),
            Map.entry("text/markdown", "md"),
            Map.entry("application/gzip", "gz"),
            Map.entry("application/x-gzip", "gz"),
            Map.entry("application/x-tar", "tar"),
            Map.entry("application/x-7z-compressed", "7z"),
            Map.entry("application/x-zip-compressed", "zip"),
            Map.entry("application/vnd.rar", "rar"),
            Map.entry("application/x-rar-compressed", "rar"),
            Map.entry("application/x-rar", "rar"),
            Map.entry("application/epub+zip", "epub"),
            Map.entry("application/x-mobipocket-ebook", "mobi"),
            Map.entry("application/vnd.android.package-archive", "apk"),
            Map.entry("application/x-bittorrent", "torrent"),
            Map.entry("application/msword", "doc"),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
            Map.entry("application/vnd.ms-excel", "xls"),
            Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            Map.entry("application/vnd.ms-powerpoint", "ppt"),
            Map.entry("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
            Map.entry("application/x-tgsticker", "tgs"));

    /** Types whose second half is the extension: image/png, audio/flac, application/pdf. */
    private static final Pattern SELF_NAMED = Pattern.compile("(?:image|audio|video|text|application|font)/"
            + "(png|gif|webp|bmp|tiff|heic|heif|avif|ogg|opus|flac|wav|aac|amr|aiff|midi|mp4|webm|ogv|avi|mkv|"
            + "html|css|csv|xml|rtf|pdf|zip|json|yaml|sql|ttf|otf|woff|woff2)");

    private MediaName() {}

    /** The complete name, with its extension. */
    public static String text(Media media) {
        return of(media).text();
    }

    static FileName of(Media media) {
        String given = SafeName.of(media.fileName(), "");
        if (media.fileName().isBlank() || given.equals("_")) {
            return new FileName(unnamed(media), extension(media));
        }
        FileName name = FileName.of(given);
        // A document may have no extension on purpose (README); a song without one has lost it.
        boolean complete = !name.extension().isEmpty() || media.kind() == MediaKind.DOCUMENT;
        return complete ? name : new FileName(given, extension(media));
    }

    private static String unnamed(Media media) {
        String song = Stream.of(media.performer(), media.title())
                .map(text -> SafeName.clean(text).strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" - "));
        return media.kind() == MediaKind.AUDIO && !song.isEmpty()
                ? song
                : media.kind().key();
    }

    private static String extension(Media media) {
        String type = media.mimeType().strip().toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*$", "");
        String known = BY_TYPE.get(type);
        if (known != null) {
            return known;
        }
        var selfNamed = SELF_NAMED.matcher(type);
        return selfNamed.matches() ? selfNamed.group(1) : usual(media.kind());
    }

    private static String usual(MediaKind kind) {
        return switch (kind) {
            case AUDIO -> "mp3";
            case DOCUMENT -> "bin";
            case PHOTO -> "jpg";
            case VIDEO, VIDEO_NOTE, ANIMATION -> "mp4";
            case VOICE -> "ogg";
            case STICKER -> "webp";
        };
    }
}
