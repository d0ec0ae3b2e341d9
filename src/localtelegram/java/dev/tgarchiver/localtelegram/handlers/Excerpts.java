package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts short what Telegram gives whole only when asked: rich messages and instant views of more than some blocks. How
 * many Telegram gives is not published.
 */
final class Excerpts {

    /** A stand-in. */
    static final int BLOCKS = 5;

    private Excerpts() {}

    /** A message as a page of history has it. */
    static TlObject of(TlObject message) {
        if (!message.is("message")) {
            return message;
        }
        if (message.find("rich_message") instanceof TlObject rich) {
            message.set("rich_message", cut(rich));
        }
        if (message.find("media") instanceof TlObject media
                && media.find("webpage") instanceof TlObject page
                && page.find("cached_page") instanceof TlObject view) {
            media.set("webpage", copy(page).set("cached_page", cut(view)));
        }
        return message;
    }

    private static TlObject cut(TlObject whole) {
        List<TlObject> blocks = whole.objectsAt("blocks");
        if (blocks.size() <= BLOCKS) {
            return whole;
        }
        List<TlObject> first = blocks.subList(0, BLOCKS);
        Set<Long> ids = new HashSet<>();
        first.forEach(block -> block.fields().values().forEach(value -> {
            if (value instanceof Long id) {
                ids.add(id);
            }
        }));
        return copy(whole)
                .flag("part", true)
                .set("blocks", first)
                .set("photos", named(whole.objectsAt("photos"), ids))
                .set("documents", named(whole.objectsAt("documents"), ids));
    }

    private static List<TlObject> named(List<TlObject> files, Set<Long> ids) {
        return files.stream().filter(file -> ids.contains(file.longAt("id"))).toList();
    }

    private static TlObject copy(TlObject object) {
        TlObject copy = tl(object.name());
        object.fields().forEach(copy::set);
        return copy;
    }
}
