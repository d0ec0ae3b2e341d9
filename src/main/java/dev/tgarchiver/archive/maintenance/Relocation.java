package dev.tgarchiver.archive.maintenance;

import dev.tgarchiver.archive.FileNaming;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.BlobMover;
import dev.tgarchiver.storage.BlobStore;
import dev.tgarchiver.storage.MoveJournal;
import dev.tgarchiver.storage.MoveJournal.Move;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.naming.AlternativeName;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.FilePlace;
import dev.tgarchiver.tracker.file.PlaceState;
import dev.tgarchiver.tracker.file.StoredFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves archived files to where the path template puts them now. A file gets its new name before its row changes, and
 * loses its old one after that, so a crash at any point loses nothing, and {@link #recover} completes what it left half
 * done. Used by one thread, while no other process works on the archive.
 */
public final class Relocation {

    private static final Logger LOG = LoggerFactory.getLogger(Relocation.class);
    private static final int PORTION = 500;
    private static final int SHOWN = 20;

    private final TrackerReader reader;
    private final BlobMover mover;
    private final MoveJournal journal;

    /**
     * What was moved or, as a dry run, would be.
     *
     * @param examples the first moves
     * @param missing files that are not at their places; a cleanup makes them pending
     * @param problems what could not be moved, in words for the user
     */
    public record Report(long moved, List<Move> examples, long missing, List<String> problems) {}

    /** A relocation in an archive. */
    public Relocation(TrackerReader tracker, BlobStore store, MoveJournal journal) {
        reader = tracker;
        mover = store.mover();
        this.journal = journal;
    }

    /**
     * Completes an interrupted relocation. The row's state may have changed since: the place follows the bytes, so that
     * a moved file is never taken for missing.
     */
    public void recover(Tracker tracker) throws TrackerFailure, StorageFailure {
        List<Move> moves = journal.read();
        if (!moves.isEmpty()) {
            Map<RelativePath, List<FilePlace>> rows =
                    placesAt(moves.stream().map(Move::from).collect(Collectors.toSet()));
            for (Move move : moves) {
                recover(tracker, move, rows.getOrDefault(move.from(), List.of()));
            }
            LOG.info("Completed an interrupted relocation: {} moves", moves.size());
        }
        journal.clear();
    }

    /** {@code former} are the rows that still have the old place. */
    private void recover(Tracker tracker, Move move, List<FilePlace> former) throws TrackerFailure, StorageFailure {
        if (former.isEmpty()) {
            mover.drop(move.from(), move.to());
        } else if (mover.isThere(move.from())) {
            mover.drop(move.to(), move.from());
        } else if (mover.isThere(move.to())) {
            tracker.move(former.stream().collect(Collectors.toMap(FilePlace::id, row -> move.to())));
        }
    }

    /** The rows of any state with these places. Reads all rows. */
    private Map<RelativePath, List<FilePlace>> placesAt(Set<RelativePath> paths) throws TrackerFailure {
        return places(row -> paths.contains(row.path()));
    }

    private Map<RelativePath, List<FilePlace>> places(Predicate<FilePlace> chosen) throws TrackerFailure {
        Map<RelativePath, List<FilePlace>> places = new HashMap<>();
        List<FilePlace> portion = reader.placesAfter(0, PORTION);
        while (!portion.isEmpty()) {
            for (FilePlace row : portion) {
                if (chosen.test(row)) {
                    places.computeIfAbsent(row.path(), path -> new ArrayList<>())
                            .add(row);
                }
            }
            portion = reader.placesAfter(portion.get(portion.size() - 1).id(), PORTION);
        }
        return places;
    }

    /** Says what {@link #run} would do, and changes nothing. */
    public Report dryRun(PathTemplate template) throws TrackerFailure, StorageFailure {
        return relocate(template, Optional.empty());
    }

    /** Moves the files. Blocks on the disk. */
    public Report run(Tracker tracker, PathTemplate template) throws TrackerFailure, StorageFailure {
        recover(tracker);
        return relocate(template, Optional.of(tracker));
    }

    private Report relocate(PathTemplate template, Optional<Tracker> writer) throws TrackerFailure, StorageFailure {
        FileNaming naming = new FileNaming(reader, template);
        Map<RelativePath, List<FilePlace>> notDone = places(row -> row.place() != PlaceState.KEPT);
        List<Move> examples = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        long moved = 0;
        long missing = 0;
        List<StoredFile> portion = reader.doneAfter(0, PORTION);
        while (!portion.isEmpty()) {
            List<Move> moves = new ArrayList<>();
            Set<RelativePath> taken = new HashSet<>();
            for (StoredFile file : portion) {
                RelativePath from = file.stored().path();
                RelativePath wanted = naming.of(naming.post(file.origin()), file.media());
                if (AlternativeName.isOne(from, wanted) || isDuplicate(file)) {
                    continue;
                }
                try {
                    if (!mover.isThere(from)) {
                        missing++;
                        continue;
                    }
                    RelativePath to = mover.freePlace(wanted, taken);
                    taken.add(to);
                    moves.add(new Move(file.id(), from, to));
                } catch (StorageFailure e) {
                    problems.add(e.getMessage());
                }
            }
            moves.stream().limit(SHOWN - Math.min(SHOWN, examples.size())).forEach(examples::add);
            if (writer.isPresent() && !moves.isEmpty()) {
                moved += move(writer.get(), moves, notDone, problems);
            } else {
                moved += moves.size();
            }
            portion = reader.doneAfter(portion.get(portion.size() - 1).id(), PORTION);
        }
        return new Report(moved, List.copyOf(examples), missing, List.copyOf(problems));
    }

    /** Whether the file only shares another file's place, and moves with it. */
    private boolean isDuplicate(StoredFile file) throws TrackerFailure {
        return file.stored().linked()
                && sharing(file).stream()
                        .anyMatch(other ->
                                other.id() != file.id() && (!other.stored().linked() || other.id() < file.id()));
    }

    /** The new place of all files that share the old one. */
    private Map<Long, RelativePath> rows(StoredFile file, RelativePath to) throws TrackerFailure {
        return sharing(file).stream().collect(Collectors.toMap(StoredFile::id, each -> to));
    }

    private List<StoredFile> sharing(StoredFile file) throws TrackerFailure {
        return reader.bySha256(file.stored().sha256()).stream()
                .filter(other -> other.stored().path().equals(file.stored().path()))
                .toList();
    }

    private long move(
            Tracker tracker, List<Move> moves, Map<RelativePath, List<FilePlace>> notDone, List<String> problems)
            throws TrackerFailure, StorageFailure {
        journal.write(moves);
        List<Move> given = new ArrayList<>();
        Map<Long, RelativePath> rows = new HashMap<>();
        for (Move move : moves) {
            try {
                mover.give(move.from(), move.to());
                given.add(move);
                Optional<StoredFile> file = tracker.done(move.id());
                if (file.isPresent()) {
                    rows.putAll(rows(file.get(), move.to()));
                    notDone.getOrDefault(move.from(), List.of()).forEach(row -> rows.put(row.id(), move.to()));
                }
            } catch (StorageFailure e) {
                problems.add(e.getMessage());
            }
        }
        mover.sync();
        tracker.move(rows);
        for (Move move : given) {
            LOG.info("Moved {} to {}", move.from(), move.to());
            try {
                mover.drop(move.from(), move.to());
            } catch (StorageFailure e) {
                problems.add(e.getMessage());
            }
        }
        journal.clear();
        return given.size();
    }
}
