package dev.tgarchiver.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Batches folder syncs: all threads that wait for the same folder share one sync. A sync that starts after a change
 * writes that change to the disk, no matter which thread asked for it. Thread-safe.
 */
final class BatchedFsync {

    /** The state of one folder's syncs. */
    private static final class Syncs {
        private final AtomicLong wanted = new AtomicLong();
        private final ReentrantLock syncing = new ReentrantLock();

        /** The changes up to this one are on the disk. Guarded by {@link #syncing}. */
        private long done;
    }

    private final Map<Path, Syncs> folders = new ConcurrentHashMap<>();

    /** Returns when the caller's changes to a folder are on the disk. Blocks. */
    void sync(Path folder) throws IOException {
        Syncs syncs = folders.computeIfAbsent(folder, path -> new Syncs());
        long own = syncs.wanted.incrementAndGet();
        syncs.syncing.lock();
        try {
            if (syncs.done < own) {
                long all = syncs.wanted.get();
                Fsync.folder(folder);
                syncs.done = all;
            }
        } finally {
            syncs.syncing.unlock();
        }
    }
}
