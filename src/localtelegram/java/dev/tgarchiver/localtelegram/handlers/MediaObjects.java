package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.Thumbnail;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Media as TL objects. */
final class MediaObjects {

    private static final int STRIPPED = 100;

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
        sizes.add(stripped(photo.file()));
        photo.sizes().forEach(size -> sizes.add(size(size)));
        return tl("photo")
                .set("id", photo.file().id())
                .set("access_hash", photo.file().accessHash())
                .set("file_reference", fileReference)
                .set("date", date)
                .set("sizes", sizes)
                .set("dc_id", photo.file().dataCentre());
    }

    private static TlObject size(Media.Photo.Size size) {
        RemoteFile file = size.file();
        return switch (size.form()) {
            case FILE ->
                measured("photoSize", size.type(), size.width(), size.height()).set("size", (int) file.size());
            case PROGRESSIVE ->
                measured("photoSizeProgressive", size.type(), size.width(), size.height())
                        .set("sizes", prefixes((int) file.size()));
            case CACHED ->
                measured("photoCachedSize", size.type(), size.width(), size.height())
                        .set("bytes", file.bytes(0, (int) file.size()));
        };
    }

    private static TlObject measured(String constructor, String type, int width, int height) {
        return tl(constructor).set("type", type).set("w", width).set("h", height);
    }

    /** How many bytes show the picture how well; the last one is the whole file. */
    private static List<Integer> prefixes(int size) {
        return Stream.of(size / 10, size / 5, size / 3, size / 2, size)
                .filter(prefix -> prefix > 0 || size == 0)
                .distinct()
                .toList();
    }

    /** The picture in some hundred bytes, of which the first three are its version, height and width. */
    private static TlObject stripped(RemoteFile of) {
        byte[] bytes = of.bytes(0, STRIPPED);
        byte[] picture = new byte[3 + bytes.length];
        picture[0] = 1;
        picture[1] = 26;
        picture[2] = 40;
        System.arraycopy(bytes, 0, picture, 3, bytes.length);
        return tl("photoStrippedSize").set("type", "i").set("bytes", picture);
    }

    private static List<TlObject> pictures(Media media) {
        List<TlObject> pictures = new ArrayList<>();
        for (Thumbnail thumbnail : Thumbnail.of(media)) {
            if (!thumbnail.isFilm()) {
                if (!(media instanceof Media.Sticker)) {
                    pictures.add(stripped(thumbnail.file()));
                }
                pictures.add(measured("photoSize", thumbnail.type(), thumbnail.width(), thumbnail.height())
                        .set("size", (int) thumbnail.file().size()));
            }
        }
        return pictures;
    }

    private static List<TlObject> films(Media media) {
        return Thumbnail.of(media).stream()
                .filter(Thumbnail::isFilm)
                .map(film -> measured("videoSize", film.type(), film.width(), film.height())
                        .set("size", (int) film.file().size()))
                .toList();
    }

    static TlObject document(Media media, byte[] fileReference, int date) {
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
                .setIf(!pictures(media).isEmpty(), "thumbs", pictures(media))
                .setIf(!films(media).isEmpty(), "video_thumbs", films(media))
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
        if (media instanceof Media.Sticker sticker) {
            return List.of(
                    tl("documentAttributeImageSize").set("w", 512).set("h", 512),
                    tl(sticker.isCustomEmoji() ? "documentAttributeCustomEmoji" : "documentAttributeSticker")
                            .set("alt", sticker.emoji())
                            .set("stickerset", StickerMethods.input(sticker.setId())));
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
    static String storageType(String mimeType) {
        return switch (mimeType) {
            case "image/jpeg" -> "storage.fileJpeg";
            case "image/png" -> "storage.filePng";
            case "image/webp" -> "storage.fileWebp";
            case "application/pdf" -> "storage.filePdf";
            case "audio/mpeg" -> "storage.fileMp3";
            case "video/mp4" -> "storage.fileMp4";
            default -> "storage.filePartial";
        };
    }
}
