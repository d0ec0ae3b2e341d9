package dev.tgarchiver.archive;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.tracker.FileContent;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Hands out the files of some channels to several threads: small files a few at a time, so that threads seldom wait for
 * each other, large ones one by one, so that no thread is left with several of them in the end. Thread-safe; blocks on the
 * tracker.
 */
final class ContentBatches {

    private static final int PORTION = 1_000;
    private static final int FILES = 64;
    private static final long BYTES = 4 << 20;

    private final TrackerReader tracker;
    private final Set<Long> chatIds;

    @GuardedBy("this")
    private List<FileContent> portion = List.of();

    @GuardedBy("this")
    private int used;

    @GuardedBy("this")
    private long last;

    @GuardedBy("this")
    private boolean over;

    /** All files in the archive that posts of these channels hold. */
    ContentBatches(TrackerReader tracker, Set<Long> chatIds) {
        this.tracker = tracker;
        this.chatIds = chatIds;
    }

    /** The next files; empty when there are none left, or they are not wanted any more. */
    synchronized List<FileContent> next() throws TrackerFailure {
        List<FileContent> batch = new ArrayList<>();
        long bytes = 0;
        while (batch.size() < FILES && bytes < BYTES && !isOver()) {
            FileContent file = portion.get(used++);
            last = file.id();
            if (isSelected(file)) {
                batch.add(file);
                bytes += file.checksum().size();
            }
        }
        return batch;
    }

    /** No more files are wanted. */
    synchronized void end() {
        over = true;
    }

    @GuardedBy("this")
    private boolean isOver() throws TrackerFailure {
        if (!over && used == portion.size()) {
            portion = tracker.contentsAfter(last, PORTION);
            used = 0;
            over = portion.isEmpty();
        }
        return over;
    }

    private boolean isSelected(FileContent file) throws TrackerFailure {
        return chatIds.contains(file.chatId())
                || tracker.postsOf(file.id()).stream().anyMatch(post -> chatIds.contains(post.chatId()));
    }
}
