package dev.tgarchiver.download;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts how a run's files end, and the bytes of those that have not ended. Safe for any thread; does not block. */
public final class FileCounts {

    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** The bytes that were received of files that are not complete, by file. */
    private final Map<Long, Long> unfinished = new ConcurrentHashMap<>();

    /** Nothing is counted yet. */
    public FileCounts() {}

    void received(long file, long received) {
        unfinished.put(file, received);
    }

    void done(long file, long size) {
        files.increment();
        bytes.add(size);
        unfinished.remove(file);
    }

    void failed(long file) {
        failed.increment();
        unfinished.remove(file);
    }

    void replaced(long file) {
        unfinished.remove(file);
    }

    /** How many files are in the archive since the run started. */
    public long files() {
        return files.sum();
    }

    /** The bytes of these. */
    public long bytes() {
        return bytes.sum();
    }

    /** How many files have failed. */
    public long failed() {
        return failed.sum();
    }

    /** How many files were started in this run and are not complete. */
    public long unfinishedFiles() {
        return unfinished.values().stream().filter(received -> received > 0).count();
    }

    /** What was received of these, in this run or an earlier one. */
    public long unfinishedBytes() {
        return unfinished.values().stream().mapToLong(Long::longValue).sum();
    }
}
