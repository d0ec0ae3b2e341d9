package dev.tgarchiver.archive;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.FileCatalog;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Finds where bytes already are in the archive. Safe for any thread: workers with the same bytes run one at a time, and
 * each finds what the previous one stored, though the tracker may not know it yet.
 */
final class DuplicateFinder {

    private static final int STRIPES = 64;

    /** How many places are tried: the first one nearly always matches. */
    private static final int MOST = 4;

    /** Files between their publication and their row: at most one for each of a run's threads. */
    private static final int RECENT = 256;

    private final FileCatalog tracker;
    private final Lock[] byBytes =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);
    private final Map<String, RelativePath> recent = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RelativePath> eldest) {
            return size() > RECENT;
        }
    });

    DuplicateFinder(FileCatalog tracker) {
        this.tracker = tracker;
    }

    /** Stores bytes, given the places where they should already be. */
    @FunctionalInterface
    interface Placement {
        Stored at(List<RelativePath> known) throws StorageFailure;
    }

    /** Runs while no other thread stores the same bytes. Blocks until then. */
    Stored exclusively(Checksum checksum, Placement placement) throws StorageFailure, TrackerFailure {
        Lock lock = byBytes[Math.floorMod(checksum.sha256().hashCode(), STRIPES)];
        lock.lock();
        try {
            Stored stored = placement.at(places(checksum.sha256()));
            recent.put(checksum.sha256(), stored.path());
            return stored;
        } finally {
            lock.unlock();
        }
    }

    private List<RelativePath> places(String sha256) throws TrackerFailure {
        List<RelativePath> places = new ArrayList<>(tracker.bySha256(sha256).stream()
                .map(file -> file.stored().path())
                .distinct()
                .limit(MOST)
                .toList());
        RelativePath last = recent.get(sha256);
        if (last != null && !places.contains(last)) {
            places.add(last);
        }
        return places;
    }
}
