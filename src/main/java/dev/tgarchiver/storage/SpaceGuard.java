package dev.tgarchiver.storage;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.ByteSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps a run from filling the disk: a download reserves its bytes before it starts, and fails unless they leave enough
 * free space, counting what files in flight will still take; {@link #check} fails when something else takes the space
 * meanwhile. Safe for any thread.
 */
public final class SpaceGuard {

    /** A folder and what its disk has free. */
    record Folder(Path path, FreeBytes free) {}

    /** Asks the operating system. */
    @FunctionalInterface
    interface FreeBytes {
        long get() throws StorageFailure;
    }

    /** Asks the operating system about these folders, once for those on one disk. */
    public static SpaceGuard of(List<Path> folders, long reserve) throws StorageFailure {
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
    private final Set<Reservation> reservations = new HashSet<>();

    /**
     * @param folders target folders, one for each disk
     * @param reserve bytes that must stay free; 0 for no guard
     */
    SpaceGuard(List<Folder> folders, long reserve) {
        this.folders = List.copyOf(folders);
        this.reserve = reserve;
    }

    /**
     * Reserves the bytes that a download will take; always succeeds when no space must stay free.
     *
     * @throws StorageFailure when there is not enough; it ends the run
     */
    public synchronized Reservation reserve(long bytes) throws StorageFailure {
        Reservation reservation = new Reservation(bytes);
        if (reserve == 0) {
            return reservation;
        }
        long others = reservations.stream().mapToLong(Reservation::missing).sum();
        for (Folder folder : folders) {
            long free = free(folder);
            if (free - others - bytes < reserve) {
                throw full(
                        folder,
                        free,
                        "the next file needs " + ByteSize.format(bytes)
                                + (others > 0 ? ", files in flight " + ByteSize.format(others) : ""));
            }
        }
        reservations.add(reservation);
        return reservation;
    }

    /** Fails when less is free than must stay free while a file is in flight. */
    public void check() throws StorageFailure {
        if (nothingIsReserved()) {
            return;
        }
        for (Folder folder : folders) {
            long free = free(folder);
            if (free < reserve) {
                throw full(folder, free, "it became full while files were downloaded");
            }
        }
    }

    /** Whether every disk has that many bytes beyond what must stay free. */
    public boolean hasRoom(long bytes) {
        try {
            for (Folder folder : folders) {
                if (free(folder) - bytes < reserve) {
                    return false;
                }
            }
            return true;
        } catch (StorageFailure e) {
            return false;
        }
    }

    private synchronized boolean nothingIsReserved() {
        return reservations.isEmpty();
    }

    private synchronized void release(Reservation reservation) {
        reservations.remove(reservation);
    }

    /** A disk that cannot be asked is a fault that affects every file. */
    private static long free(Folder folder) throws StorageFailure {
        try {
            return folder.free().get();
        } catch (StorageFailure e) {
            throw e.endsRun() ? e : new StorageFailure(StorageFailure.Kind.MACHINE, folder.path(), e.getMessage());
        }
    }

    private StorageFailure full(Folder folder, long free, String why) {
        return new StorageFailure(
                StorageFailure.Kind.DISK_FULL,
                folder.path(),
                "Not enough space in " + folder.path() + ": " + ByteSize.format(free) + " free, " + why + ", and "
                        + ByteSize.format(reserve)
                        + " must stay free (download.min_free_space). Free some space there, or "
                        + "lower download.min_free_space; then run archiver download again to resume.");
    }

    /** Space that is reserved until this is closed. Safe for any thread. */
    public final class Reservation implements AutoCloseable {

        private final long size;

        /** TDLib's receiving thread must not wait for a thread that queries the disk. */
        private final LongAdder received = new LongAdder();

        private Reservation(long size) {
            this.size = size;
        }

        /** Reports how many more of the bytes are on the disk. Does not block. */
        public void received(long more) {
            received.add(more);
        }

        private long missing() {
            return Math.max(0, size - received.sum());
        }

        @Override
        public void close() {
            release(this);
        }
    }
}
