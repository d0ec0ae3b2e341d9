package dev.tgarchiver.archive.maintenance;

import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.FileContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The files of some channels in batches: small files by the dozen, so that passing them to a thread costs little
 * compared with reading them; large ones one by one, so that no thread has several of them at the end. Used by one
 * thread; blocks on the tracker.
 */
final class ContentBatches {

    private static final int PORTION = 1_000;
    private static final int FILES = 64;
    private static final long BYTES = 4 << 20;

    private final TrackerReader tracker;
    private final Set<Long> chatIds;
    private List<FileContent> portion = List.of();
    private int used;
    private long last;

    /** All files in the archive that posts of these channels hold. */
    ContentBatches(TrackerReader tracker, Set<Long> chatIds) {
        this.tracker = tracker;
        this.chatIds = chatIds;
    }

    /** The next files; empty when there are none left. */
    List<FileContent> next() throws TrackerFailure {
        List<FileContent> batch = new ArrayList<>(FILES);
        long bytes = 0;
        while (batch.size() < FILES && bytes < BYTES && hasMore()) {
            FileContent file = portion.get(used++);
            last = file.id();
            if (isSelected(file)) {
                batch.add(file);
                bytes += file.checksum().size();
            }
        }
        return batch;
    }

    private boolean hasMore() throws TrackerFailure {
        if (used == portion.size()) {
            portion = tracker.contentsAfter(last, PORTION);
            used = 0;
        }
        return !portion.isEmpty();
    }

    private boolean isSelected(FileContent file) throws TrackerFailure {
        return chatIds.contains(file.chatId())
                || tracker.postsOf(file.id()).stream().anyMatch(post -> chatIds.contains(post.chatId()));
    }
}
