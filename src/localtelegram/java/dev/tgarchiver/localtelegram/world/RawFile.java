package dev.tgarchiver.localtelegram.world;

import dev.tgarchiver.localtelegram.tl.TlObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A file of a post that is given as a TL object: a document or a size of a photo, wherever one stands in it. Its content
 * follows from its id and its type.
 *
 * @param id the id of its photo or document
 * @param type the type of the size by which a client asks for it; empty for a document itself
 */
public record RawFile(long id, String type, String mimeType, RemoteFile file) {

    /** The files that a client can fetch of an object, without those whose bytes stand in it. */
    public static List<RawFile> of(TlObject object) {
        List<RawFile> files = new ArrayList<>();
        collect(object, files);
        return files;
    }

    /** Where a photo or document lies if the object does not say. */
    public static int dataCentre(TlObject owner) {
        return Math.max(1, owner.intAt("dc_id"));
    }

    /** The file of a page of the web, which has no id but its address. */
    public static RemoteFile ofWeb(TlObject webDocument) {
        long id = Mix.positive(webDocument.textAt("url").hashCode(), 1);
        return RemoteFile.of(id, webDocument.intAt("size"));
    }

    private static void collect(Object value, List<RawFile> files) {
        if (value instanceof List<?> list) {
            list.forEach(element -> collect(element, files));
        } else if (value instanceof TlObject object) {
            if (object.is("webDocument")) {
                RemoteFile file = ofWeb(object);
                files.add(new RawFile(file.id(), "", object.textAt("mime_type"), file));
            } else if (object.is("document")) {
                document(object, files);
            } else if (object.is("photo")) {
                sizes(object, "sizes", "image/jpeg", files);
                sizes(object, "video_sizes", "video/mp4", files);
            } else {
                object.fields().values().forEach(field -> collect(field, files));
            }
        }
    }

    private static void document(TlObject document, List<RawFile> files) {
        RemoteFile file =
                RemoteFile.of(document.longAt("id"), document.longAt("size")).inDataCentre(dataCentre(document));
        files.add(new RawFile(file.id(), "", document.textAt("mime_type"), file));
        sizes(document, "thumbs", "image/jpeg", files);
        sizes(document, "video_thumbs", "video/mp4", files);
    }

    private static void sizes(TlObject owner, String field, String mimeType, List<RawFile> files) {
        if (!owner.has(field)) {
            return;
        }
        long id = owner.longAt("id");
        for (TlObject size : owner.objectsAt(field)) {
            List<Integer> bytes =
                    switch (size.name()) {
                        case "photoSize", "videoSize" -> List.of(size.intAt("size"));
                        case "photoSizeProgressive" -> size.intsAt("sizes");
                        default -> List.of();
                    };
            if (!bytes.isEmpty()) {
                String type = size.textAt("type");
                RemoteFile whole = RemoteFile.of(id, 0).inDataCentre(dataCentre(owner));
                RemoteFile file = whole.beside(type.charAt(0), Objects.requireNonNull(bytes.get(bytes.size() - 1)));
                files.add(new RawFile(id, type, mimeType, file));
            }
        }
    }
}
