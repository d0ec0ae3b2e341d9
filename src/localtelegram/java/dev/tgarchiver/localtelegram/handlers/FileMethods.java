package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.handlers.RpcException.badRequest;
import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.faults.Faults;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.BasicGroup;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Conversation;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.RawFile;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.ServiceAction;
import dev.tgarchiver.localtelegram.world.StickerSet;
import dev.tgarchiver.localtelegram.world.Thumbnail;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Downloading: parts of files and the hashes of parts. */
final class FileMethods {

    private static final int MAX_PART = 1 << 20;
    private static final int HASHED_PART = 1 << 17;
    private static final int MAX_HASHES = 10;

    private final World world;
    private final Peers peers;
    private final Faults faults;
    private final CdnMethods cdn;

    FileMethods(World world, Peers peers, Faults faults, CdnMethods cdn) {
        this.world = world;
        this.peers = peers;
        this.faults = faults;
        this.cdn = cdn;
    }

    void addTo(Methods methods) {
        methods.add("upload.getFile", this::getFile);
        methods.add("upload.getWebFile", this::getWebFile);
        methods.add("upload.getFileHashes", this::getFileHashes);
    }

    /** A file where a client asks for it. */
    private record Found(RemoteFile file, String storageType, int date) {}

    private Object getFile(TlObject arguments, Caller caller) {
        long offset = arguments.longAt("offset");
        int limit = arguments.intAt("limit");
        requireAligned(offset, limit, arguments.flagAt("precise"));
        Found found = find(arguments.objectAt("location"), caller);
        if (found.file().isOnCdn() && arguments.flagAt("cdn_supported")) {
            return cdn.redirect(found.file());
        }
        int count = (int) Math.max(0, Math.min(limit, found.file().size() - offset));
        return new FilePart(found.file(), found.storageType(), found.date(), offset, count);
    }

    /** A file of the web that a post shows, fetched through Telegram. */
    private TlObject getWebFile(TlObject arguments, Caller caller) {
        int offset = arguments.intAt("offset");
        int limit = arguments.intAt("limit");
        requireAligned(offset, limit, false);
        TlObject location = arguments.objectAt("location");
        TlObject found = location.is("inputWebFileLocation") ? webDocument(location, caller.user()) : null;
        if (found == null) {
            throw badRequest("LOCATION_INVALID");
        }
        RemoteFile file = RawFile.ofWeb(found);
        int count = (int) Math.max(0, Math.min(limit, file.size() - offset));
        return tl("upload.webFile")
                .set("size", (int) file.size())
                .set("mime_type", found.textAt("mime_type"))
                .set("file_type", tl(MediaObjects.storageType(found.textAt("mime_type"))))
                .set("mtime", 0)
                .set("bytes", file.bytes(offset, count));
    }

    private @Nullable TlObject webDocument(TlObject location, User viewer) {
        return world.channels().stream()
                .filter(channel -> channel.isReadableBy(viewer))
                .flatMap(channel -> channel.history().ids().stream().map(channel.history()::find))
                .map(post -> post == null ? null : post.raw())
                .filter(raw -> raw != null && raw.find("media") instanceof TlObject)
                .map(raw -> raw.objectAt("media").find("photo"))
                .filter(photo -> photo instanceof TlObject document
                        && document.is("webDocument")
                        && document.textAt("url").equals(location.textAt("url"))
                        && document.longAt("access_hash") == location.longAt("access_hash"))
                .map(TlObject.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** Telegram's own rules: parts begin at multiples of 4 KB (1 KB if precise) and do not cross a megabyte. */
    static void requireAligned(long offset, int limit, boolean precise) {
        int unit = precise ? 1 << 10 : 1 << 12;
        if (offset < 0 || offset % unit != 0) {
            throw badRequest("OFFSET_INVALID");
        }
        if (limit <= 0 || limit > MAX_PART || limit % unit != 0 || (!precise && MAX_PART % limit != 0)) {
            throw badRequest("LIMIT_INVALID");
        }
        if (offset / MAX_PART != (offset + limit - 1) / MAX_PART) {
            throw badRequest("LIMIT_INVALID");
        }
    }

    private Object getFileHashes(TlObject arguments, Caller caller) {
        return hashes(find(arguments.objectAt("location"), caller).file(), arguments.longAt("offset"));
    }

    /** The hashes of a file's parts from the one on in which an offset lies. */
    static List<TlObject> hashes(RemoteFile file, long from) {
        List<TlObject> hashes = new ArrayList<>();
        long offset = from / HASHED_PART * HASHED_PART;
        while (offset < file.size() && hashes.size() < MAX_HASHES) {
            long length = Math.min(HASHED_PART, file.size() - offset);
            hashes.add(tl("fileHash")
                    .set("offset", offset)
                    .set("limit", (int) length)
                    .set("hash", file.sha256(offset, length)));
            offset += length;
        }
        return hashes;
    }

    private Found find(TlObject location, Caller caller) {
        if (location.is("inputPeerPhotoFileLocation")) {
            return chatPhoto(location, caller);
        }
        if (!location.is("inputDocumentFileLocation") && !location.is("inputPhotoFileLocation")) {
            throw badRequest("LOCATION_INVALID");
        }
        Held held = held(location);
        requireAccess(held.by(), caller.user());
        RemoteFile file = held.file();
        if (file == null || file.accessHash() != location.longAt("access_hash")) {
            throw badRequest("LOCATION_INVALID");
        }
        if (file.dataCentre() != caller.dataCentre()) {
            throw RpcException.migrate("FILE", file.dataCentre());
        }
        return new Found(file, MediaObjects.storageType(held.mimeType()), held.date());
    }

    /** The picture of a chat, which needs no reference: its largest size if it is to be big, else its smallest. */
    private Found chatPhoto(TlObject location, Caller caller) {
        Conversation conversation = peers.conversation(location.objectAt("peer"), caller.user());
        Media.Photo photo = conversation instanceof BasicGroup group
                ? group.photo()
                : conversation instanceof Channel channel ? channel.photo() : null;
        if (photo == null || photo.file().id() != location.longAt("photo_id")) {
            throw badRequest("LOCATION_INVALID");
        }
        RemoteFile file =
                location.flagAt("big") ? photo.file() : photo.sizes().get(0).file();
        if (file.dataCentre() != caller.dataCentre()) {
            throw RpcException.migrate("FILE", file.dataCentre());
        }
        return new Found(file, MediaObjects.storageType(photo.mimeType()), PeerObjects.now());
    }

    /** A file, or null for a size that there is not, and the conversation that it is in, if it is in one. */
    private record Held(
            @Nullable RemoteFile file,
            String mimeType,
            @Nullable Conversation by,
            int date) {}

    private static Held held(Media media, TlObject location, @Nullable Conversation by, int date) {
        return new Held(variant(media, location.textAt("thumb_size")), media.mimeType(), by, date);
    }

    private Held held(TlObject location) {
        byte[] bytes = location.bytesAt("file_reference");
        if (bytes.length == 0) {
            throw badRequest("FILE_REFERENCE_EMPTY");
        }
        FileReference reference = FileReference.parse(bytes);
        if (reference == null) {
            throw badRequest("FILE_REFERENCE_INVALID");
        }
        if (reference.generation() != faults.fileReferenceGeneration()) {
            throw badRequest("FILE_REFERENCE_EXPIRED");
        }
        long id = location.longAt("id");
        StickerSet set = world.findStickerSet(reference.holder());
        if (reference.kind() == FileReference.Holder.STICKER_SET && set != null) {
            for (Media.Sticker sticker : set.stickers()) {
                if (sticker.file().id() == id) {
                    return held(sticker, location, null, StickerMethods.DATE);
                }
            }
        }
        for (Post post : reference.versions(world)) {
            Media media = media(post);
            if (media != null && media.file().id() == id) {
                return held(media, location, reference.conversation(world), PeerObjects.seconds(post.date()));
            }
            Held raw = raw(post, id, location.textAt("thumb_size"), reference.conversation(world));
            if (raw != null) {
                return raw;
            }
        }
        throw badRequest("FILE_REFERENCE_INVALID");
    }

    private static @Nullable Held raw(Post post, long id, String type, @Nullable Conversation by) {
        TlObject raw = post.raw();
        List<RawFile> files = raw == null
                ? List.of()
                : RawFile.of(raw).stream().filter(file -> file.id() == id).toList();
        int date = PeerObjects.seconds(post.date());
        return files.stream()
                .filter(file -> file.type().equals(type))
                .findFirst()
                .map(file -> new Held(file.file(), file.mimeType(), by, date))
                .orElse(files.isEmpty() ? null : new Held(null, "", by, date));
    }

    private static void requireAccess(@Nullable Conversation conversation, User user) {
        if (conversation instanceof Channel channel && !channel.isShownTo(user)) {
            throw badRequest("CHANNEL_PRIVATE");
        }
    }

    private static @Nullable Media media(Post post) {
        return post.action() instanceof ServiceAction.PhotoChanged change ? change.photo() : post.media();
    }

    /** The file of a photo's size or of a document's thumbnail, or the document itself. */
    private static @Nullable RemoteFile variant(Media media, String thumbSize) {
        if (media instanceof Media.Photo photo) {
            return photo.sizes().stream()
                    .filter(size -> size.type().equals(thumbSize))
                    .findFirst()
                    .map(Media.Photo.Size::file)
                    .orElse(null);
        }
        if (thumbSize.isEmpty()) {
            return media.file();
        }
        return Thumbnail.of(media).stream()
                .filter(thumbnail -> thumbnail.type().equals(thumbSize))
                .findFirst()
                .map(Thumbnail::file)
                .orElse(null);
    }
}
