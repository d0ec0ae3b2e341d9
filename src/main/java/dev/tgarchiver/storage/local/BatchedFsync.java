package dev.tgarchiver.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Syncs folders, once for all who wait for the same one: a sync that begins after a change has it on the disk, whoever asked
 * for it. Thread-safe.
 */
final class BatchedFsync {

    /** How the syncs of a folder stand. */
    private static final class Syncs {
        private final AtomicLong wanted = new AtomicLong();
        private final ReentrantLock syncing = new ReentrantLock();

        /** The changes up to this one are on the disk. Guarded by {@link #syncing}. */
        private long done;
    }

    private final Map<Path, Syncs> folders = new ConcurrentHashMap<>();

    /** Returns when what the caller has changed in a folder is on the disk. Blocks. */
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
