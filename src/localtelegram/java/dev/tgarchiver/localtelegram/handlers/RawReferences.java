package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.RawFile;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import java.util.List;

/** Gives the photos and documents of a post that is a TL object what a client needs to fetch them. */
final class RawReferences {

    private RawReferences() {}

    /** A copy of the object; a reference that is there already stays. */
    static TlObject given(TlObject object, byte[] reference, int date) {
        TlObject copy = tl(object.name());
        object.fields().forEach((field, value) -> copy.set(field, copied(value, reference, date)));
        if (object.is("photo") || object.is("document")) {
            if (object.bytesAt("file_reference").length == 0) {
                copy.set("file_reference", reference);
            }
            copy.set("access_hash", RemoteFile.of(object.longAt("id"), 0).accessHash());
            copy.set("dc_id", RawFile.dataCentre(object));
            copy.set("date", object.intAt("date") == 0 ? date : object.intAt("date"));
        }
        return copy;
    }

    private static Object copied(Object value, byte[] reference, int date) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(element -> copied(element, reference, date))
                    .toList();
        }
        return value instanceof TlObject object ? given(object, reference, date) : value;
    }
}
