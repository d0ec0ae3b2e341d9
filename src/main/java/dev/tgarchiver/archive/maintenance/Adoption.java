package dev.tgarchiver.archive.maintenance;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.storage.BlobStore;
import dev.tgarchiver.tracker.FileMaintenance;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.KnownFile;
import dev.tgarchiver.tracker.file.ReturnedFile;
import dev.tgarchiver.tracker.file.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes back into the archive files that a verification found intact in their places: after a restored backup, or a
 * folder that was moved back. Used by one thread; may run during a download.
 */
public final class Adoption {

    private static final int PORTION = 500;

    private final FileMaintenance tracker;
    private final BlobStore store;

    /** Adopts files into an archive. */
    public Adoption(FileMaintenance tracker, BlobStore store) {
        this.tracker = tracker;
        this.store = store;
    }

    /** Takes the files in; returns how many. Blocks on disk and tracker. */
    public int run(List<KnownFile> files, Instant at) throws TrackerFailure {
        int taken = 0;
        for (int from = 0; from < files.size(); from += PORTION) {
            List<ReturnedFile> portion = new ArrayList<>();
            Map<String, List<RelativePath>> before = new HashMap<>();
            for (KnownFile file : files.subList(from, Math.min(files.size(), from + PORTION))) {
                Stored stored = file.file().stored();
                List<RelativePath> same = before.computeIfAbsent(stored.sha256(), bytes -> new ArrayList<>());
                portion.add(new ReturnedFile(
                        file.file().id(), stored.path(), stored.sha256(), sharesBytes(file.file(), same)));
                same.add(stored.path());
            }
            taken += tracker.takeIn(portion, at);
        }
        return taken;
    }

    /** Whether the file shares its bytes on disk with another file that is done, or was just taken in. */
    private boolean sharesBytes(StoredFile file, List<RelativePath> before) throws TrackerFailure {
        List<RelativePath> others = new ArrayList<>(before);
        for (StoredFile other : tracker.bySha256(file.stored().sha256())) {
            if (other.id() != file.id()) {
                others.add(other.stored().path());
            }
        }
        return others.stream()
                .anyMatch(other -> other.equals(file.stored().path())
                        || store.isShared(other, file.stored().path()));
    }
}
