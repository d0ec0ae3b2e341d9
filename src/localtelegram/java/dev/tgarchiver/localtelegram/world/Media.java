package dev.tgarchiver.localtelegram.world;

import java.util.List;

/** The media of a post. Immutable. */
public sealed interface Media {

    /** What it is. */
    MediaKind kind();

    /** The file that an archiver wants: for a photo its largest size. */
    RemoteFile file();

    /** The name that the uploader gave the file; empty where Telegram keeps none. */
    default String fileName() {
        return "";
    }

    /** The MIME type as Telegram tells it; photos have none of their own. */
    String mimeType();

    /** The same media, with this id where its file has none of its own. */
    Media identified(long id);

    /** A piece of music. */
    record Audio(RemoteFile file, String fileName, String mimeType, int seconds, String performer, String title)
            implements Media {
        @Override
        public MediaKind kind() {
            return MediaKind.AUDIO;
        }

        @Override
        public Audio identified(long id) {
            return new Audio(file.identified(id, 0), fileName, mimeType, seconds, performer, title);
        }
    }

    /** A file of any type. */
    record Document(RemoteFile file, String fileName, String mimeType) implements Media {
        @Override
        public MediaKind kind() {
            return MediaKind.DOCUMENT;
        }

        @Override
        public Document identified(long id) {
            return new Document(file.identified(id, 0), fileName, mimeType);
        }
    }

    /** A photo in several sizes, smallest first. */
    record Photo(List<Size> sizes) implements Media {

        public Photo {
            sizes = List.copyOf(sizes);
            if (sizes.isEmpty()) {
                throw new IllegalArgumentException("A photo has at least one size");
            }
        }

        /** How a size comes to a client. */
        public enum Form {
            /** Its bytes are to be fetched. */
            FILE,
            /** So are they, and prefixes of them are coarser pictures. */
            PROGRESSIVE,
            /** Its bytes come with the post. */
            CACHED
        }

        /** One size of a photo; its type is a letter such as m, x, y or w. */
        public record Size(String type, int width, int height, RemoteFile file, Form form) {}

        @Override
        public MediaKind kind() {
            return MediaKind.PHOTO;
        }

        @Override
        public RemoteFile file() {
            return sizes.get(sizes.size() - 1).file();
        }

        @Override
        public String mimeType() {
            return "image/jpeg";
        }

        @Override
        public Photo identified(long id) {
            return new Photo(sizes.stream()
                    .map(size -> new Size(
                            size.type,
                            size.width,
                            size.height,
                            size.file.identified(id, size.type.charAt(0) * 0x100000001L),
                            size.form))
                    .toList());
        }
    }

    /** A video with sound. */
    record Video(RemoteFile file, String fileName, String mimeType, int seconds, int width, int height)
            implements Media {
        @Override
        public MediaKind kind() {
            return MediaKind.VIDEO;
        }

        @Override
        public Video identified(long id) {
            return new Video(file.identified(id, 0), fileName, mimeType, seconds, width, height);
        }
    }

    /** A recorded voice message. */
    record Voice(RemoteFile file, int seconds) implements Media {
        @Override
        public MediaKind kind() {
            return MediaKind.VOICE;
        }

        @Override
        public String mimeType() {
            return "audio/ogg";
        }

        @Override
        public Voice identified(long id) {
            return new Voice(file.identified(id, 0), seconds);
        }
    }

    /** A round video message. */
    record VideoNote(RemoteFile file, int seconds, int diameter) implements Media {
        @Override
        public MediaKind kind() {
            return MediaKind.VIDEO_NOTE;
        }

        @Override
        public String mimeType() {
            return "video/mp4";
        }

        @Override
        public VideoNote identified(long id) {
            return new VideoNote(file.identified(id, 0), seconds, diameter);
        }
    }

    /** A silent, looping video: what Telegram calls a GIF. */
    record Animation(RemoteFile file, String fileName, int seconds, int width, int height) implements Media {
        @Override
        public MediaKind kind() {
            return MediaKind.ANIMATION;
        }

        @Override
        public String mimeType() {
            return "video/mp4";
        }

        @Override
        public Animation identified(long id) {
            return new Animation(file.identified(id, 0), fileName, seconds, width, height);
        }
    }

    /** A sticker: a picture, an animation or a film. */
    record Sticker(RemoteFile file, String emoji, long setId, String mimeType, boolean isCustomEmoji) implements Media {

        /** An ordinary one. */
        public Sticker(RemoteFile file, String emoji, long setId, String mimeType) {
            this(file, emoji, setId, mimeType, false);
        }

        @Override
        public MediaKind kind() {
            return MediaKind.STICKER;
        }

        @Override
        public String fileName() {
            return mimeType.equals("application/x-tgsticker") ? "AnimatedSticker.tgs" : "sticker.webp";
        }

        @Override
        public Sticker identified(long id) {
            return new Sticker(file.identified(id, 0), emoji, setId, mimeType, isCustomEmoji);
        }

        Sticker inSet(long set, boolean ofEmoji) {
            return new Sticker(file, emoji, set, mimeType, ofEmoji);
        }
    }

    /** A piece of music with an ordinary name and length. */
    static Audio audio(String performer, String title, RemoteFile file) {
        int seconds = (int) Math.max(1, file.size() / 40_000);
        return new Audio(file, performer + " - " + title + ".mp3", "audio/mpeg", seconds, performer, title);
    }

    /** A file; the MIME type is that of no type in particular. */
    static Document document(String fileName, RemoteFile file) {
        return new Document(file, fileName, "application/octet-stream");
    }

    /** A file of a type. */
    static Document document(String fileName, String mimeType, RemoteFile file) {
        return new Document(file, fileName, mimeType);
    }

    /** A photo in three sizes; the file given is the largest, which is progressive as the largest ones are at Telegram. */
    static Photo photo(RemoteFile largest) {
        RemoteFile small = RemoteFile.ofSize(Math.max(1, largest.size() / 16)).inDataCentre(largest.dataCentre());
        RemoteFile middle = RemoteFile.ofSize(Math.max(1, largest.size() / 4)).inDataCentre(largest.dataCentre());
        if (largest.id() != 0) {
            small = small.identified(largest.id(), 'm');
            middle = middle.identified(largest.id(), 'x');
        }
        return new Photo(List.of(
                new Photo.Size("m", 320, 213, small, Photo.Form.FILE),
                new Photo.Size("x", 800, 533, middle, Photo.Form.FILE),
                new Photo.Size("y", 1280, 853, largest, Photo.Form.PROGRESSIVE)));
    }

    /** A photo so small that its only size comes with the post. */
    static Photo tinyPhoto(RemoteFile file) {
        return new Photo(List.of(new Photo.Size("s", 90, 60, file, Photo.Form.CACHED)));
    }

    /** A video of ordinary length and size. */
    static Video video(String fileName, RemoteFile file) {
        return new Video(file, fileName, "video/mp4", (int) Math.max(1, file.size() / 250_000), 1280, 720);
    }

    /** A voice message. */
    static Voice voice(RemoteFile file) {
        return new Voice(file, (int) Math.max(1, file.size() / 4_000));
    }

    /** A round video message. */
    static VideoNote videoNote(RemoteFile file) {
        return new VideoNote(file, (int) Math.max(1, file.size() / 125_000), 384);
    }

    /** A sticker of no set. */
    static Sticker sticker(String emoji, RemoteFile file) {
        return new Sticker(file, emoji, 0, "image/webp");
    }

    /** A looping video without sound. */
    static Animation animation(String fileName, RemoteFile file) {
        return new Animation(file, fileName, (int) Math.max(1, file.size() / 250_000), 480, 270);
    }
}
