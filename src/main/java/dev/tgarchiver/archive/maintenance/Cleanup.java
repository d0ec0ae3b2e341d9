package dev.tgarchiver.archive.maintenance;

import dev.tgarchiver.storage.BlobReader;
import dev.tgarchiver.storage.BlobStore;
import dev.tgarchiver.storage.Leftovers;
import dev.tgarchiver.storage.PathHashSet;
import dev.tgarchiver.storage.Removable;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.sweep.CacheFolder;
import dev.tgarchiver.storage.sweep.StaleLanes;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.FilePlace;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.PlaceState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciles tracker and disk, and removes what runs left behind. Used once, by one thread. */
public final class Cleanup {

    private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);
    private static final int PORTION = 2_000;

    /** Runs resume partial downloads while their files are pending, but hardly after this long. */
    public static final Duration PARTIAL_LIFE = Duration.ofDays(7);

    /**
     * Where everything is.
     *
     * @param cache TDLib's folder of files
     * @param lanes the folder of the lanes' copies
     */
    public record Places(BlobStore store, Path cache, Path lanes) {}

    /**
     * What is to be done.
     *
     * @param alone whether no other process works on the archive until this ends; otherwise only what is safe during a
     *     download is done
     * @param keepHistory whether gone files are remembered as removed instead of fetched again
     * @param removeOrphans whether files that the tracker does not know are removed
     * @param believeEmpty whether an empty or missing folder means that all files are gone
     * @param maxCacheBytes largest size of TDLib's cache
     */
    public record Order(
            boolean alone, boolean keepHistory, boolean removeOrphans, boolean believeEmpty, long maxCacheBytes) {}

    private final TrackerReader reader;
    private final Optional<Tracker> writer;
    private final Places places;
    private final Order order;
    private final Time time;
    private final PathHashSet known = new PathHashSet();
    private final List<String> problems = new ArrayList<>();
    private long checked;
    private FileTotals wanted = FileTotals.NONE;
    private FileTotals forgone = FileTotals.NONE;

    private Cleanup(TrackerReader reader, Optional<Tracker> writer, Places places, Order order, Time time) {
        this.reader = reader;
        this.writer = writer;
        this.places = places;
        this.order = order;
        this.time = time;
    }

    /** Runs the cleanup. Blocks on the disk: a second or two for 100,000 files. */
    public static CleanupReport run(Tracker tracker, Places places, Order order, Time time)
            throws TrackerFailure, StorageFailure {
        return new Cleanup(tracker, Optional.of(tracker), places, order, time).clean();
    }

    /** Says what {@link #run} would do, and changes nothing. */
    public static CleanupReport dryRun(TrackerReader tracker, Places places, Order order, Time time)
            throws TrackerFailure, StorageFailure {
        return new Cleanup(tracker, Optional.empty(), places, order, time).clean();
    }

    private CleanupReport clean() throws TrackerFailure, StorageFailure {
        List<Long> chatIds = reader.channels().stream().map(ChannelRow::chatId).toList();
        boolean pending = reader.pendingAmount(chatIds).files() > 0;
        checkFiles();
        // A file is published before its row is written, so during a download orphans cannot be told from new files.
        Leftovers left = order.alone() ? places.store().leftovers(known) : Leftovers.NONE;
        FileTotals temporaries = remove(left.temporaries());
        FileTotals orphanAmount = order.removeOrphans() ? remove(left.orphans()) : FileTotals.NONE;
        FileTotals lanes = FileTotals.NONE;
        FileTotals partials = FileTotals.NONE;
        FileTotals cached = FileTotals.NONE;
        if (order.alone()) {
            Instant expiry = pending ? time.now().minus(PARTIAL_LIFE) : Instant.MAX;
            lanes = remove(StaleLanes.stale(places.lanes(), expiry));
            CacheFolder cache = CacheFolder.look(places.cache());
            List<Removable> expired = cache.partialsBefore(expiry);
            partials = remove(expired);
            cached = remove(cache.excess(order.maxCacheBytes(), expired));
        }
        if (writer.isPresent()) {
            writer.get().checkpoint();
        }
        return new CleanupReport(
                checked,
                wanted,
                forgone,
                temporaries,
                lanes,
                partials,
                cached,
                left.orphans().stream().map(Removable::name).toList(),
                order.removeOrphans()
                        ? orphanAmount.bytes()
                        : left.orphans().stream().mapToLong(Removable::size).sum(),
                order.removeOrphans(),
                List.copyOf(problems));
    }

    private void checkFiles() throws TrackerFailure, StorageFailure {
        BlobReader files = places.store().reader();
        List<FilePlace> portion = reader.placesAfter(0, PORTION);
        if (!order.believeEmpty()) {
            Readiness.requireContent(reader, places.store());
        }
        while (!portion.isEmpty()) {
            List<FilePlace> gone = new ArrayList<>();
            for (FilePlace file : portion) {
                known.add(file.path());
                if (file.place() != PlaceState.FORMER && isGone(files, file)) {
                    gone.add(file);
                }
            }
            if (!gone.isEmpty()) {
                record(gone);
            }
            portion = reader.placesAfter(portion.get(portion.size() - 1).id(), PORTION);
        }
    }

    private boolean isGone(BlobReader files, FilePlace file) {
        checked += file.place() == PlaceState.KEPT ? 1 : 0;
        try {
            return files.size(file.path()).isEmpty();
        } catch (StorageFailure e) {
            problems.add(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void record(List<FilePlace> gone) throws TrackerFailure {
        List<FilePlace> again = new ArrayList<>();
        List<FilePlace> never = new ArrayList<>();
        List<FilePlace> owed = new ArrayList<>();
        for (FilePlace file : gone) {
            if (order.keepHistory() || reader.postsOf(file.id()).isEmpty()) {
                never.add(file);
            } else {
                (file.place() == PlaceState.KEPT ? again : owed).add(file);
            }
        }
        if (writer.isPresent()) {
            gone.forEach(file -> LOG.info("{} is gone", file.path()));
            writer.get().wantAgain(ids(again));
            writer.get().remove(ids(never), time.now());
            // These are already pending, failed or skipped, with the reason.
            writer.get().vacate(ids(owed));
        }
        wanted = wanted.plus(amount(again));
        forgone = forgone.plus(amount(never));
    }

    private static List<Long> ids(List<FilePlace> files) {
        return files.stream().map(FilePlace::id).toList();
    }

    private static FileTotals amount(List<FilePlace> files) {
        return new FileTotals(
                files.size(), files.stream().mapToLong(FilePlace::size).sum());
    }

    private FileTotals remove(List<Removable> files) {
        long count = 0;
        long bytes = 0;
        for (Removable file : files) {
            try {
                if (writer.isEmpty() || file.remove()) {
                    LOG.info("Removed {}", file.name());
                    count++;
                    bytes += file.size();
                }
            } catch (StorageFailure e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return new FileTotals(count, bytes);
    }
}
