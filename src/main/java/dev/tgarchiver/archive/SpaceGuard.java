package dev.tgarchiver.archive;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.download.split.SplitSettings;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.storage.FreeSpace;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.PostLookups;
import dev.tgarchiver.telegram.RangeSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.Transfer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps a run from filling the disk: a download starts only if it leaves enough free space, counting what files in
 * flight will still take, and {@link #check} fails when something else takes the space meanwhile. Safe for any thread.
 */
final class SpaceGuard {

    /** A folder and what its disk has free. */
    record Folder(Path path, FreeBytes free) {}

    /** Asks the operating system. */
    @FunctionalInterface
    interface FreeBytes {
        long get() throws StorageFailure;
    }

    /** Asks the operating system about these folders, once for those on one disk. */
    static SpaceGuard of(List<Path> folders, long reserve) throws StorageFailure {
        List<Folder> disks = new ArrayList<>();
        for (Path folder : folders) {
            boolean shared = false;
            for (Folder disk : disks) {
                shared |= FreeSpace.isShared(disk.path(), folder);
            }
            if (!shared) {
                disks.add(new Folder(folder, () -> FreeSpace.usable(folder)));
            }
        }
        return new SpaceGuard(disks, reserve);
    }

    private final List<Folder> folders;
    private final long reserve;

    @GuardedBy("this")
    private final Set<Fetch> running = new HashSet<>();

    /**
     * @param folders target folders, one for each disk
     * @param reserve bytes that must stay free; 0 for no guard
     */
    SpaceGuard(List<Folder> folders, long reserve) {
        this.folders = List.copyOf(folders);
        this.reserve = reserve;
    }

    /** A source that fetches only what there is space for; otherwise it fails as {@link TelegramFailure.Local}. */
    MediaSource guard(MediaSource source) {
        return reserve == 0 ? source : new Guarded(source);
    }

    /** Guards whole files; a split file reserves its space with {@link #room}. */
    private final class Guarded implements MediaSource {
        private final MediaSource source;

        Guarded(MediaSource source) {
            this.source = source;
        }

        @Override
        public FetchedFile fetch(PostId post, Media expected, Duration stall, Transfer transfer)
                throws TelegramFailure, InterruptedException {
            return SpaceGuard.this.fetch(source, post, expected, stall, transfer);
        }

        @Override
        public PostLookups lookups() {
            return source.lookups();
        }

        @Override
        public Optional<RangeSource> ranges() {
            return source.ranges();
        }
    }

    /** Reserves space for a file; always succeeds when there is no reserve to keep. */
    SplitSettings.Room.Reserved room(long bytes) throws TelegramFailure.Local {
        Fetch fetch = reserve == 0 ? new Fetch(bytes) : start(bytes);
        return new SplitSettings.Room.Reserved() {
            @Override
            public void received(long more) {
                fetch.received(more);
            }

            @Override
            public void close() {
                end(fetch);
            }
        };
    }

    private MediaSource.FetchedFile fetch(
            MediaSource source, PostId post, Media expected, Duration stall, Transfer transfer)
            throws TelegramFailure, InterruptedException {
        Fetch fetch = start(expected.size());
        try {
            return source.fetch(post, expected, stall, new Counted(fetch, transfer));
        } finally {
            end(fetch);
        }
    }

    private synchronized Fetch start(long size) throws TelegramFailure.Local {
        long others = running.stream().mapToLong(Fetch::missing).sum();
        for (Folder folder : folders) {
            long free = free(folder);
            if (free - others - size < reserve) {
                throw new TelegramFailure.Local(message(
                        folder,
                        free,
                        "the next file needs " + ByteSize.format(size)
                                + (others > 0 ? ", files in flight " + ByteSize.format(others) : "")));
            }
        }
        Fetch fetch = new Fetch(size);
        running.add(fetch);
        return fetch;
    }

    private synchronized void end(Fetch fetch) {
        running.remove(fetch);
    }

    /** Fails when less is free than must stay free while a file is in flight. */
    void check() throws TelegramFailure.Local {
        if (nothingRuns()) {
            return;
        }
        for (Folder folder : folders) {
            long free = free(folder);
            if (free < reserve) {
                throw new TelegramFailure.Local(message(folder, free, "it became full while files were downloaded"));
            }
        }
    }

    /** Whether every disk has that many bytes beyond what must stay free. */
    boolean hasRoom(long bytes) {
        try {
            for (Folder folder : folders) {
                if (free(folder) - bytes < reserve) {
                    return false;
                }
            }
            return true;
        } catch (TelegramFailure.Local e) {
            return false;
        }
    }

    private synchronized boolean nothingRuns() {
        return running.isEmpty();
    }

    private static long free(Folder folder) throws TelegramFailure.Local {
        try {
            return folder.free().get();
        } catch (StorageFailure e) {
            throw new TelegramFailure.Local(e.getMessage());
        }
    }

    private String message(Folder folder, long free, String why) {
        return "Not enough space in " + folder.path() + ": " + ByteSize.format(free) + " free, " + why + ", and "
                + ByteSize.format(reserve) + " must stay free (download.min_free_space). Free some space there, or "
                + "lower download.min_free_space; then run archiver download again to resume.";
    }

    /** A transfer whose bytes take what was reserved. */
    private record Counted(Fetch fetch, Transfer transfer) implements Transfer {

        @Override
        public void resumedAt(long bytes) {
            fetch.received(bytes);
            transfer.resumedAt(bytes);
        }

        @Override
        public void received(long more) {
            fetch.received(more);
            transfer.received(more);
        }

        @Override
        public long nextWritten() {
            return transfer.nextWritten();
        }

        @Override
        public void written(Path partial, long bytes) {
            transfer.written(partial, bytes);
        }
    }

    /** A file in flight. */
    private static final class Fetch {
        private final long size;

        /** Written by TDLib's receiving thread, which must not wait for a thread that queries the disk. */
        private final LongAdder received = new LongAdder();

        Fetch(long size) {
            this.size = size;
        }

        void received(long more) {
            received.add(more);
        }

        long missing() {
            return Math.max(0, size - received.sum());
        }
    }
}
