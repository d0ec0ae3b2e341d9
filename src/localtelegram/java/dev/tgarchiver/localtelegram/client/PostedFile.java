package dev.tgarchiver.localtelegram.client;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a post, as a client asks for its parts.
 *
 * @param location an InputFileLocation
 */
public record PostedFile(int post, TlObject location) {

    private static final int PAGE = 100;

    /** All files of a public channel, the newest first. */
    public static List<PostedFile> all(BareClient client, String username) throws IOException {
        TlObject channel = client.call(tl("contacts.resolveUsername").set("username", username))
                .objectsAt("chats")
                .get(0);
        TlObject peer = tl("inputPeerChannel")
                .set("channel_id", channel.longAt("id"))
                .set("access_hash", channel.longAt("access_hash"));
        List<PostedFile> all = new ArrayList<>();
        List<TlObject> page = page(client, peer, 0);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(message -> message.has("media"))
                    .map(message -> new PostedFile(message.intAt("id"), location(message.objectAt("media"))))
                    .forEach(all::add);
            page = page(client, peer, page.get(page.size() - 1).intAt("id"));
        }
        return all;
    }

    private static List<TlObject> page(BareClient client, TlObject peer, int before) throws IOException {
        return client.call(tl("messages.getHistory")
                        .set("peer", peer)
                        .set("offset_id", before)
                        .set("offset_date", 0)
                        .set("add_offset", 0)
                        .set("limit", PAGE)
                        .set("max_id", 0)
                        .set("min_id", 0)
                        .set("hash", 0L))
                .objectsAt("messages");
    }

    private static TlObject location(TlObject media) {
        if (media.has("photo")) {
            TlObject photo = media.objectAt("photo");
            List<TlObject> sizes = photo.objectsAt("sizes");
            // The stripped one, which comes first, has no file.
            TlObject largest = sizes.get(sizes.size() - 1);
            return location("inputPhotoFileLocation", photo, largest.textAt("type"));
        }
        return location("inputDocumentFileLocation", media.objectAt("document"), "");
    }

    private static TlObject location(String kind, TlObject file, String thumbSize) {
        return tl(kind).set("id", file.longAt("id"))
                .set("access_hash", file.longAt("access_hash"))
                .set("file_reference", file.bytesAt("file_reference"))
                .set("thumb_size", thumbSize);
    }
}
