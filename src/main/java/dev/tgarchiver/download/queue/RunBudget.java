package dev.tgarchiver.download.queue;

import dev.tgarchiver.tracker.PendingFile;

/** How many files and bytes a run may take yet. Not thread-safe. */
final class RunBudget {

    private final long maxBytes;
    private long files;
    private long bytes;

    /**
     * @param maxFiles how many may be taken and completed in all; 0 for no limit
     * @param maxBytes how large these may be together; 0 for no limit. One without an announced size counts when it is
     *     here
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

    /** Whether less than all of the bytes is left. */
    boolean hasGivenBytes() {
        return bytes < maxBytes;
    }

    /** Whether the file is small enough for what is left. One of unknown size is, as long as anything is left. */
    boolean fits(PendingFile file) {
        long size = file.media().size();
        return size == 0 ? bytes > 0 : size <= bytes;
    }

    /** The file is taken, and counts with its announced size until more is known. */
    void take(PendingFile file) {
        files--;
        bytes -= file.media().size();
    }

    /** The file does not count any more. */
    void giveBack(PendingFile file) {
        files++;
        bytes += file.media().size();
    }

    /** The file counts for so many bytes. */
    void settle(PendingFile file, long actual) {
        bytes += file.media().size() - actual;
    }
}
