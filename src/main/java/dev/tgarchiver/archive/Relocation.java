package dev.tgarchiver.archive;

import dev.tgarchiver.storage.FileMover;
import dev.tgarchiver.storage.FileStore;
import dev.tgarchiver.storage.MoveJournal;
import dev.tgarchiver.storage.MoveJournal.Move;
import dev.tgarchiver.storage.PathTemplate;
import dev.tgarchiver.storage.RelativePath;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.StoredFile;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves archived files to where the path template puts them now. A file has its new name before its row says so, and
 * loses its old one after that, so a crash at any point loses nothing; what it leaves half done, {@link #recover} ends. To
 * be used by one thread, while no other process works on the archive.
 */
public final class Relocation {

    private static final Logger LOG = LoggerFactory.getLogger(Relocation.class);
    private static final int PORTION = 500;
    private static final int SHOWN = 20;

    private final TrackerReader reader;
    private final FileMover mover;
    private final MoveJournal journal;

    /**
     * What was moved or, as a rehearsal, would be.
     *
     * @param examples the first of the moves
     * @param missing files that are not at their places; a cleanup makes them pending
     * @param problems what could not be moved, in words for the user
     */
    public record Report(long moved, List<Move> examples, long missing, List<String> problems) {}

    /** A relocation in an archive, with its journal in the folder of the tracker. */
    public Relocation(TrackerReader tracker, FileStore store, Path dataDir) {
        reader = tracker;
        mover = new FileMover(store);
        journal = new MoveJournal(dataDir.resolve("relocation.journal"));
    }

    /** Ends what an earlier relocation left half done. */
    public void recover(Tracker tracker) throws TrackerFailure, StorageFailure {
        for (Move move : journal.read()) {
            Optional<StoredFile> file = tracker.done(move.id());
            Optional<RelativePath> now = file.map(row -> row.stored().path());
            if (now.filter(move.to()::equals).isPresent()) {
                mover.drop(move.from(), move.to());
            } else if (now.filter(move.from()::equals).isPresent()) {
                if (mover.isThere(move.from())) {
                    mover.drop(move.to(), move.from());
                } else if (mover.isThere(move.to())) {
                    tracker.move(rows(file.orElseThrow(), move.to()));
                }
            }
        }
        journal.clear();
    }

    /** Says what {@link #run} would do, and changes nothing. */
    public Report rehearse(PathTemplate template) throws TrackerFailure, StorageFailure {
        return go(template, Optional.empty());
    }

    /** Moves the files. Blocks on the disk. */
    public Report run(Tracker tracker, PathTemplate template) throws TrackerFailure, StorageFailure {
        recover(tracker);
        return go(template, Optional.of(tracker));
    }

    private Report go(PathTemplate template, Optional<Tracker> writer) throws TrackerFailure, StorageFailure {
        FileNaming naming = new FileNaming(reader, template);
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
                if (FileMover.satisfies(from, wanted) || isGuest(file)) {
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
                moved += move(writer.get(), moves, problems);
            } else {
                moved += moves.size();
            }
            portion = reader.doneAfter(portion.get(portion.size() - 1).id(), PORTION);
        }
        return new Report(moved, List.copyOf(examples), missing, List.copyOf(problems));
    }

    /** Whether the file only shares another one's place, with which it moves. */
    private boolean isGuest(StoredFile file) throws TrackerFailure {
        return file.stored().linked()
                && sharing(file).stream()
                        .anyMatch(other ->
                                other.id() != file.id() && (!other.stored().linked() || other.id() < file.id()));
    }

    /** The files that share the place, at their new one. */
    private Map<Long, RelativePath> rows(StoredFile file, RelativePath to) throws TrackerFailure {
        return sharing(file).stream().collect(Collectors.toMap(StoredFile::id, each -> to));
    }

    private List<StoredFile> sharing(StoredFile file) throws TrackerFailure {
        return reader.bySha256(file.stored().sha256()).stream()
                .filter(other -> other.stored().path().equals(file.stored().path()))
                .toList();
    }

    private long move(Tracker tracker, List<Move> moves, List<String> problems) throws TrackerFailure, StorageFailure {
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
