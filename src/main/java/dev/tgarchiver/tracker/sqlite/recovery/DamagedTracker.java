package dev.tgarchiver.tracker.sqlite.recovery;

import dev.tgarchiver.tracker.RecoveryReport;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerFailure.Kind;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.Integrity;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import dev.tgarchiver.tracker.sqlite.database.Database;
import dev.tgarchiver.tracker.sqlite.database.Failures;
import dev.tgarchiver.tracker.sqlite.database.Schema;
import dev.tgarchiver.tracker.sqlite.query.Backlog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/**
 * The files of a damaged tracker: kept unchanged under another name, read from a copy, and replaced atomically by a new
 * tracker. Used by one thread, in the process that holds the archive's lock.
 */
public final class DamagedTracker {

    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private static final int HEADER_BYTES = 100;
    private static final int IDENTITY_BYTES = 18;
    private static final int FREE_PAGES_OFFSET = 32;
    private static final int FREE_PAGES_BYTES = 8;
    private static final int SIZE_VALID_OFFSET = 92;
    private static final String LOG = "-wal";
    private static final String SHARED_MEMORY = "-shm";

    private final Path file;
    private final Failures failures;

    public DamagedTracker(Path file) {
        this.file = file;
        failures = new Failures(file, BUSY_TIMEOUT);
    }

    /** Recovers all readable rows, unless the tracker is sound. */
    public Optional<RecoveryReport> recover(Instant now) throws TrackerFailure {
        if (!Files.exists(file)) {
            throw failures.missing();
        }
        if (isSound()) {
            return Optional.empty();
        }
        Path kept = beside(".damaged-" + STAMP.format(now));
        Path copy = beside(".salvage");
        Path fresh = beside(".recovered");
        try {
            copyDurably(file, kept);
            remove(copy);
            remove(fresh);
            Files.copy(file, copy);
            if (Files.exists(with(file, LOG))) {
                copyDurably(with(file, LOG), with(kept, LOG));
                Files.copy(with(file, LOG), with(copy, LOG));
            }
            RecoveredRows result = fill(fresh, copy);
            takeItsPlace(fresh);
            return Optional.of(new RecoveryReport(
                    kept,
                    result.channels(),
                    result.posts(),
                    result.files(),
                    result.runs(),
                    result.lostPosts(),
                    result.lostFiles(),
                    result.walkAgain()));
        } catch (IOException e) {
            throw failures.of(e);
        } finally {
            removeQuietly(copy);
            removeQuietly(fresh);
        }
    }

    private boolean isSound() throws TrackerFailure {
        try (TrackerReader tracker = SqliteTracker.openReadOnly(file)) {
            return tracker.integrityCheck().isEmpty();
        } catch (TrackerFailure e) {
            // An older one may also be damaged, and its rows fit into a new one.
            if (e.kind() == Kind.DAMAGED || e.kind() == Kind.OLDER_SCHEMA) {
                return false;
            }
            throw e;
        }
    }

    private RecoveredRows fill(Path fresh, Path copy) throws TrackerFailure, IOException {
        Database.open(fresh, BUSY_TIMEOUT, Schema.current()).close();
        repairHeader(copy, fresh);
        try (Database database = Database.open(fresh, BUSY_TIMEOUT, Schema.current())) {
            RecoveredRows result;
            try (Salvage salvage = open(copy)) {
                result = database.write(sql -> {
                    RecoveredRows filled = Recovery.run(salvage, sql);
                    Backlog.startAgain(sql);
                    return filled;
                });
            } catch (SQLException e) {
                throw failures.of(e);
            }
            List<String> problems = database.read(Integrity::problems);
            if (!problems.isEmpty()) {
                throw new TrackerFailure(
                        Kind.DAMAGED,
                        file,
                        "what could be read of it does not fit together (" + String.join("; ", problems)
                                + "). It was left as it is; restore a backup, or move it away to start again.");
            }
            database.checkpoint();
            return result;
        }
    }

    private Salvage open(Path copy) throws TrackerFailure {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try {
            return new Salvage(config.createConnection(
                    "jdbc:sqlite:" + copy.toAbsolutePath().toUri()));
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }

    /** A database cannot be opened without its first bytes, which are the same in every tracker. */
    private static void repairHeader(Path copy, Path fresh) throws IOException {
        byte[] good;
        try (RandomAccessFile in = new RandomAccessFile(fresh.toFile(), "r")) {
            good = new byte[HEADER_BYTES];
            in.readFully(good);
        }
        // So that SQLite finds no free pages, and takes the size from the file.
        Arrays.fill(good, FREE_PAGES_OFFSET, FREE_PAGES_OFFSET + FREE_PAGES_BYTES, (byte) 0);
        Arrays.fill(good, SIZE_VALID_OFFSET, SIZE_VALID_OFFSET + Integer.BYTES, (byte) 0);
        try (RandomAccessFile out = new RandomAccessFile(copy.toFile(), "rw")) {
            byte[] found = new byte[IDENTITY_BYTES];
            if (out.length() >= HEADER_BYTES) {
                out.readFully(found);
                out.seek(0);
                // The name of the format and the size of a page.
                if (!Arrays.equals(found, Arrays.copyOf(good, IDENTITY_BYTES))) {
                    out.write(good);
                }
            }
        }
    }

    /** Removes the old log first, since SQLite would apply it to any file with the tracker's name. */
    private void takeItsPlace(Path fresh) throws IOException {
        sync(fresh);
        Files.deleteIfExists(with(file, LOG));
        Files.deleteIfExists(with(file, SHARED_MEMORY));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copyDurably(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        sync(to);
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private Path beside(String suffix) {
        return with(file, suffix);
    }

    private static Path with(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    private static void remove(Path database) throws IOException {
        Files.deleteIfExists(database);
        Files.deleteIfExists(with(database, LOG));
        Files.deleteIfExists(with(database, SHARED_MEMORY));
    }

    private static void removeQuietly(Path database) {
        try {
            remove(database);
        } catch (IOException e) {
            // The next recovery removes it.
            return;
        }
    }
}
