package dev.tgarchiver.tracker.sqlite.database;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.tracker.TrackerFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;

/**
 * One connection, one lock, and transactions. Thread-safe: calls wait for each other. Every call sees one state of the
 * archive, and changes it as a whole or not at all.
 */
public final class Database implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** Holds the indexes of a million files, and is small beside the JVM. */
    private static final int CACHE_KIB = 16 * 1024;

    /** Pages in the write-ahead log before a checkpoint: a page that many transactions touch is written once. */
    private static final int LOG_PAGES = 4_000;

    private static final String SYNC = "PRAGMA synchronous = FULL";

    private final Failures failures;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Connection connection;

    @GuardedBy("lock")
    private final Sql sql;

    @GuardedBy("lock")
    private boolean closed;

    private Database(Connection connection, Failures failures) {
        this.connection = connection;
        this.sql = new Sql(connection);
        this.failures = failures;
    }

    /** A call's statements. */
    public interface Work<T> {
        T run(Sql sql) throws SQLException, TrackerFailure;
    }

    /** The same, without a listener. */
    public static Database open(Path file, Duration busyTimeout, Schema schema) throws TrackerFailure {
        return open(file, busyTimeout, schema, Migration.Listener.NONE);
    }

    /**
     * Opens for writing; creates the file and its folder, readable by their owner only, and brings it up to date.
     *
     * @param listener hears of a migration, once there is space for it
     */
    public static Database open(Path file, Duration busyTimeout, Schema schema, Migration.Listener listener)
            throws TrackerFailure {
        Failures failures = new Failures(file, busyTimeout);
        try {
            createPrivately(file);
        } catch (IOException e) {
            throw failures.of(e);
        }
        Database database = connect(file, false, busyTimeout, failures);
        try {
            Optional<Migration> migration = database.read(sql -> schema.migration(sql, failures));
            if (migration.isPresent()) {
                failures.requireSpace(migration.get().bytes());
                listener.starts(migration.get());
            }
            database.configure();
            database.write(sql -> schema.migrate(sql, failures));
        } catch (TrackerFailure | RuntimeException | Error e) {
            database.closeAfter(e);
            throw e;
        }
        return database;
    }

    /** Opens for reading only, beside any other process that writes. */
    public static Database openReadOnly(Path file, Duration busyTimeout, Schema schema) throws TrackerFailure {
        Failures failures = new Failures(file, busyTimeout);
        if (!Files.exists(file)) {
            throw failures.missing();
        }
        Database database = connect(file, true, busyTimeout, failures);
        try {
            database.read(sql -> schema.checkReadable(sql, failures));
        } catch (TrackerFailure | RuntimeException | Error e) {
            database.closeAfter(e);
            throw e;
        }
        return database;
    }

    private static void createPrivately(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            if (posix) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            // SQLite gives the files beside it the same mode.
            if (posix
                    && Files.isRegularFile(file)
                    && !Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
        }
    }

    private static Database connect(Path file, boolean readOnly, Duration busyTimeout, Failures failures)
            throws TrackerFailure {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
        config.enforceForeignKeys(true);
        config.setCacheSize(-CACHE_KIB);
        // Another statement after each INSERT, for numbers of rows that RETURNING gives where they are needed.
        config.setGetGeneratedKeys(false);
        try {
            // As a URI, because the driver would take a question mark in a path for the start of options.
            return new Database(
                    config.createConnection(
                            "jdbc:sqlite:" + file.toAbsolutePath().toUri()),
                    failures);
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }

    /** Only after checking that the file is a tracker: the journal mode is written into it. */
    private void configure() throws TrackerFailure {
        lock.lock();
        try {
            sql.one("PRAGMA journal_mode = WAL", SqlRow::text);
            sql.script(SYNC);
            sql.one("PRAGMA wal_autocheckpoint = " + LOG_PAGES, SqlRow::number);
        } catch (SQLException e) {
            throw failures.of(e);
        } finally {
            lock.unlock();
        }
    }

    /** Runs statements that change nothing. */
    public <T> T read(Work<T> work) throws TrackerFailure {
        return transaction("BEGIN", work);
    }

    /** Runs statements that take effect together when this returns, and not at all when it throws. */
    public <T> T write(Work<T> work) throws TrackerFailure {
        // Immediate: a transaction that starts as a reader could find that another process has written meanwhile.
        return transaction("BEGIN IMMEDIATE", work);
    }

    /**
     * As {@link #write}, but without a sync of the disk: a power cut may undo it, a killed process does not. A later
     * {@link #write} syncs it, too.
     */
    public <T> T writeUnsynced(Work<T> work) throws TrackerFailure {
        lock.lock();
        try {
            requireOpen();
            sql.script("PRAGMA synchronous = NORMAL");
            try {
                return write(work);
            } finally {
                sql.script(SYNC);
            }
        } catch (SQLException e) {
            throw failures.of(e);
        } finally {
            lock.unlock();
        }
    }

    private <T> T transaction(String begin, Work<T> work) throws TrackerFailure {
        lock.lock();
        try {
            requireOpen();
            sql.update(begin);
            try {
                T result = work.run(sql);
                sql.update("COMMIT");
                return result;
            } catch (SQLException | TrackerFailure | RuntimeException | Error e) {
                rollbackAfter(e);
                throw e;
            }
        } catch (SQLException e) {
            throw failures.of(e);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void rollbackAfter(Throwable failure) {
        try {
            sql.update("ROLLBACK");
        } catch (SQLException e) {
            // After some failures SQLite has already rolled back, and reports that there is nothing to do.
            failure.addSuppressed(e);
        }
    }

    /**
     * Copies the database into another file, which must be empty or missing. Other processes may read and write
     * meanwhile.
     */
    public static void copy(Path file, Path copy, Duration busyTimeout) throws TrackerFailure {
        Failures failures = new Failures(copy, busyTimeout);
        try (Database database = connect(file, true, busyTimeout, failures)) {
            createPrivately(copy);
            database.vacuumInto(copy);
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    private void vacuumInto(Path copy) throws TrackerFailure {
        lock.lock();
        try {
            sql.update("VACUUM INTO ?", copy.toAbsolutePath().toString());
        } catch (SQLException e) {
            throw failures.of(e);
        } finally {
            lock.unlock();
        }
    }

    /** Moves what the write-ahead log holds into the database file and empties the log, as far as readers allow. */
    public void checkpoint() throws TrackerFailure {
        lock.lock();
        try {
            requireOpen();
            sql.one("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.integer("busy"));
        } catch (SQLException e) {
            throw failures.of(e);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the tracker is closed");
        }
    }

    @Override
    public void close() throws TrackerFailure {
        lock.lock();
        try {
            closed = true;
            connection.close();
        } catch (SQLException e) {
            throw failures.of(e);
        } finally {
            lock.unlock();
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (TrackerFailure e) {
            failure.addSuppressed(e);
        }
    }
}
