package dev.tgarchiver.download.queue;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.file.PendingFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a tracker would say. */
public final class MadeUpPending implements DownloadQueue.Source {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** A test adds to them while others look. */
    public final List<PendingFile> files = new CopyOnWriteArrayList<>();

    final Map<Long, Instant> due = new HashMap<>();
    int largestRequest;
    Runnable looking = () -> {};

    public void add(long id, long size, long day) {
        Media media = new Media(MediaKind.DOCUMENT, "u" + id, size, "", "", "", "", 0, 0, 0);
        files.add(new PendingFile(id, new PostId(-1, id), media, START.plus(Duration.ofDays(day)), 0));
    }

    @Override
    public List<PendingFile> pending(int limit, Instant at) {
        largestRequest = Math.max(largestRequest, limit);
        return sorted(QueueWindow.SMALLEST_FIRST, limit, at);
    }

    @Override
    public List<PendingFile> longestWaiting(int limit, Instant at) {
        return sorted(Comparator.comparingLong(PendingFile::id), limit, at);
    }

    @Override
    public Optional<Instant> nextDue(Instant after) {
        return files.stream()
                .map(file -> due.getOrDefault(file.id(), START))
                .filter(at -> at.isAfter(after))
                .min(Comparator.naturalOrder());
    }

    @Override
    public Set<Long> claim(Set<Long> wanted) {
        return wanted;
    }

    private List<PendingFile> sorted(Comparator<PendingFile> order, int limit, Instant at) {
        List<PendingFile> found = files.stream()
                .filter(file -> !due.getOrDefault(file.id(), START).isAfter(at))
                .sorted(order)
                .limit(limit)
                .toList();
        looking.run();
        return found;
    }
}
