package dev.tgarchiver.bench;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An archive that nobody downloaded. The tracker's own classes make it and its channels and runs; posts and files, which
 * they would write with a commit each, are put into its tables in one transaction, in which its triggers count them.
 */
final class MadeArchive {

    private static final int CHANNELS = 4;
    private static final int RUNS = 20;
    private static final int FILES_IN_A_FOLDER = 1000;

    /** One post in so many is a text. */
    private static final int TEXTS = 5;

    private static final int BLOCK = 1 << 16;
    private static final Instant FIRST_POST = Instant.parse("2020-01-01T00:00:00Z");
    private static final String KINDS = "audio photo video document";

    private static final String FILE = """
            INSERT INTO file (id, unique_id, origin, date, kind, size, file_name, mime_type, performer, title, duration,
                width, height, state, cause, reason, changed_at, path, sha256, worker)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'application/octet-stream', 'Some Artist', ?, 200, 0, 0, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String POST = """
            INSERT INTO post (id, date, edit_date, type, text, entities, album, views, forwards, reply_to, author, file)
            VALUES (?, ?, 0, ?, ?, '', 0, ?, 0, 0, '', ?)""";

    private final Random random = new Random(1);
    private final byte[] block = new byte[BLOCK];

    private MadeArchive() {}

    /** A tracker of so many files, most of them archived, some pending, failed and skipped; none is on the disk. */
    static void tracked(Path tracker, int files) throws IOException {
        new MadeArchive().make(tracker, Optional.empty(), files, 3_000_000);
    }

    /** An archive of so many files of this size, all of them on the disk. */
    static void onDisk(Path tracker, Path downloads, int files, long size) throws IOException {
        new MadeArchive().make(tracker, Optional.of(downloads), files, size);
    }

    private void make(Path tracker, Optional<Path> downloads, int files, long size) throws IOException {
        Files.createDirectories(tracker.toAbsolutePath().getParent());
        try {
            begin(tracker, files);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + tracker)) {
                // Nobody needs what a crash leaves; and the indexes, whose entries come in no order, stay in memory.
                connection.createStatement().executeUpdate("PRAGMA synchronous = OFF");
                connection.createStatement().executeUpdate("PRAGMA cache_size = -300000");
                connection.setAutoCommit(false);
                fill(connection, downloads, files, size);
                connection.commit();
            }
            try (Tracker made = SqliteTracker.open(tracker)) {
                made.checkpoint();
            }
        } catch (TrackerFailure | SQLException e) {
            throw new IOException("No archive of " + files + " files could be made: " + e.getMessage(), e);
        }
    }

    private static void begin(Path file, int files) throws TrackerFailure {
        try (Tracker tracker = SqliteTracker.open(file)) {
            for (int channel = 1; channel <= CHANNELS; channel++) {
                String name = folder(channel);
                long chatId = -1_000_000_000_000L - channel;
                tracker.remember(
                        new Channel(chatId, name, Optional.of(name.toLowerCase(Locale.ROOT)), Channel.Type.CHANNEL),
                        taken -> name);
                tracker.recordPage(chatId, List.of(), IdRange.upTo(files));
            }
            for (int run = 0; run < RUNS; run++) {
                Instant start = FIRST_POST.plusSeconds(run * 86_400L);
                long id = tracker.startRun(1, start, "made", "archiver download", start);
                tracker.finishRun(id, "complete", files / RUNS, files / RUNS, 0, start.plusSeconds(600));
            }
        }
    }

    private static String folder(int channel) {
        return "Made" + channel;
    }

    private void fill(Connection connection, Optional<Path> downloads, int files, long size)
            throws SQLException, IOException {
        try (PreparedStatement file = connection.prepareStatement(FILE);
                PreparedStatement post = connection.prepareStatement(POST)) {
            for (int id = 1; id <= files; id++) {
                int channel = id % CHANNELS + 1;
                // Leaves the numbers free that texts get.
                long message = (id / CHANNELS + 1L) * TEXTS / (TEXTS - 1);
                long key = (long) channel << 32 | message;
                long date = FIRST_POST.getEpochSecond() + message * 60;
                String path = folder(channel) + "/" + message / FILES_IN_A_FOLDER + "/" + message + "_song.mp3";
                State state = downloads.isPresent() ? State.DONE : State.of(id);
                byte[] sha256 = downloads.isPresent() ? write(downloads.get().resolve(path), size) : anyHash();
                bind(
                        file,
                        id,
                        Long.toString(random.nextLong(), Character.MAX_RADIX),
                        key,
                        date,
                        KINDS.split(" ")[id % 4],
                        downloads.isPresent() ? size : size + random.nextInt((int) size),
                        "song" + message + ".mp3",
                        "Song " + message,
                        state.word(),
                        state.cause,
                        state.cause,
                        date * 1000,
                        state == State.DONE ? path : null,
                        state == State.DONE ? sha256 : null,
                        state == State.DONE ? "worker_1" : null);
                bind(post, key, date, "document", "", id % 10_000, id);
                if (message % TEXTS == TEXTS - 2) {
                    bind(post, key + 1, date, "text", "What there is to say of post " + message, id % 10_000, null);
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    private byte[] anyHash() {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return hash;
    }

    private byte[] write(Path file, long size) throws IOException {
        Files.createDirectories(file.getParent());
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            for (long left = size; left > 0; left -= BLOCK) {
                int length = (int) Math.min(left, BLOCK);
                random.nextBytes(block);
                out.write(block, 0, length);
            }
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** What becomes of files, the rare ones rarely. */
    private enum State {
        DONE(""),
        PENDING(""),
        FAILED("deleted"),
        SKIPPED("max_size");

        private final String cause;

        State(String cause) {
            this.cause = cause;
        }

        static State of(int file) {
            return file % 1000 == 1 ? FAILED : file % 100 == 2 ? SKIPPED : file % 100 == 3 ? PENDING : DONE;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
