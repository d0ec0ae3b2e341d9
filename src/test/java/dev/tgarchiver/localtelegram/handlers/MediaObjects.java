package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import java.util.ArrayList;
import java.util.List;

/** Media as TL objects. */
final class MediaObjects {

    private MediaObjects() {}

    static TlObject messageMedia(Media media, byte[] fileReference, int date) {
        if (media instanceof Media.Photo photo) {
            return tl("messageMediaPhoto").set("photo", photo(photo, fileReference, date));
        }
        return tl("messageMediaDocument")
                .flag("video", media instanceof Media.Video)
                .flag("round", media instanceof Media.VideoNote)
                .flag("voice", media instanceof Media.Voice)
                .set("document", document(media, fileReference, date));
    }

    static TlObject photo(Media.Photo photo, byte[] fileReference, int date) {
        List<TlObject> sizes = new ArrayList<>();
        for (Media.Photo.Size size : photo.sizes()) {
            sizes.add(tl("photoSize")
                    .set("type", size.type())
                    .set("w", size.width())
                    .set("h", size.height())
                    .set("size", (int) size.file().size()));
        }
        return tl("photo")
                .set("id", photo.file().id())
                .set("access_hash", photo.file().accessHash())
                .set("file_reference", fileReference)
                .set("date", date)
                .set("sizes", sizes)
                .set("dc_id", photo.file().dataCentre());
    }

    private static TlObject document(Media media, byte[] fileReference, int date) {
        RemoteFile file = media.file();
        List<TlObject> attributes = new ArrayList<>(kindAttributes(media));
        if (!media.fileName().isEmpty()) {
            attributes.add(tl("documentAttributeFilename").set("file_name", media.fileName()));
        }
        return tl("document")
                .set("id", file.id())
                .set("access_hash", file.accessHash())
                .set("file_reference", fileReference)
                .set("date", date)
                .set("mime_type", media.mimeType())
                .set("size", file.size())
                .set("dc_id", file.dataCentre())
                .set("attributes", attributes);
    }

    private static List<TlObject> kindAttributes(Media media) {
        if (media instanceof Media.Audio audio) {
            return List.of(tl("documentAttributeAudio")
                    .set("duration", audio.seconds())
                    .set("title", audio.title())
                    .set("performer", audio.performer()));
        }
        if (media instanceof Media.Voice voice) {
            return List.of(tl("documentAttributeAudio")
                    .flag("voice", true)
                    .set("duration", voice.seconds())
                    .set("waveform", new byte[] {1, 2, 3, 4, 5}));
        }
        if (media instanceof Media.Video video) {
            return List.of(video(video.seconds(), video.width(), video.height()).flag("supports_streaming", true));
        }
        if (media instanceof Media.VideoNote note) {
            return List.of(
                    video(note.seconds(), note.diameter(), note.diameter()).flag("round_message", true));
        }
        if (media instanceof Media.Animation animation) {
            return List.of(
                    video(animation.seconds(), animation.width(), animation.height()), tl("documentAttributeAnimated"));
        }
        return List.of();
    }

    private static TlObject video(int seconds, int width, int height) {
        return tl("documentAttributeVideo")
                .set("duration", (double) seconds)
                .set("w", width)
                .set("h", height);
    }

    /** The constructor of storage.FileType that tells what a file holds. */
    static String storageType(Media media) {
        return switch (media.mimeType()) {
            case "image/jpeg" -> "storage.fileJpeg";
            case "image/png" -> "storage.filePng";
            case "application/pdf" -> "storage.filePdf";
            case "audio/mpeg" -> "storage.fileMp3";
            case "video/mp4" -> "storage.fileMp4";
            default -> "storage.filePartial";
        };
    }
}
