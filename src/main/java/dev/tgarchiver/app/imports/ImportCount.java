package dev.tgarchiver.app.imports;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what is imported of a chat. Holds a few problems of each kind; the log has all. */
final class ImportCount {

    private static final Logger LOG = LoggerFactory.getLogger(ImportCount.class);

    private static final int HELD = 10;

    private final Map<ImportProblem.Kind, Long> problems = new EnumMap<>(ImportProblem.Kind.class);
    private final List<ImportProblem> first = new ArrayList<>();
    private long posts;
    private long known;
    private long files;
    private long bytes;

    void post(boolean isNew) {
        if (isNew) {
            posts++;
        } else {
            known++;
        }
    }

    void file(long size) {
        files++;
        bytes += size;
    }

    void problem(ImportProblem.Kind kind, long message, String detail) {
        if (problems.merge(kind, 1L, Long::sum) <= HELD) {
            first.add(new ImportProblem(kind, message, detail));
        }
        if (kind.isFailure()) {
            LOG.warn("Message {}: {}", message, detail);
        }
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    ImportResult.OfChat result(String channel, long chatId, String title) {
        return new ImportResult.OfChat(channel, chatId, title, posts, known, files, bytes, problems, first);
    }
}
