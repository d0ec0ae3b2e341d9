package dev.tgarchiver.download.queue;

import dev.tgarchiver.tracker.file.PendingFile;

/** How many files and bytes a run may still take. Not thread-safe. */
final class RunBudget {

    private final long maxBytes;
    private long files;
    private long bytes;

    /**
     * @param maxFiles how many files may be taken and completed in all; 0 for no limit
     * @param maxBytes their total size; 0 for no limit. A file without an announced size counts when it is complete
     */
    RunBudget(long maxFiles, long maxBytes) {
        this.maxBytes = maxBytes == 0 ? Long.MAX_VALUE : maxBytes;
        files = maxFiles == 0 ? Long.MAX_VALUE : maxFiles;
        bytes = this.maxBytes;
    }

    /** How many more files may be taken. */
    long files() {
        return files;
    }

    /** Whether any bytes are spent. */
    boolean hasSpentBytes() {
        return bytes < maxBytes;
    }

    /** Whether the file is small enough for what is left. One of unknown size fits while any bytes are left. */
    boolean fits(PendingFile file) {
        long size = file.media().size();
        return size == 0 ? bytes > 0 : size <= bytes;
    }

    /** The file is taken, and counts with its announced size until {@link #settle}. */
    void take(PendingFile file) {
        files--;
        bytes -= file.media().size();
    }

    /** The file no longer counts. */
    void giveBack(PendingFile file) {
        files++;
        bytes += file.media().size();
    }

    /** The file counts with its actual size. */
    void settle(PendingFile file, long actual) {
        bytes += file.media().size() - actual;
    }
}
