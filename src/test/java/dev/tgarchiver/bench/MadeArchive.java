package dev.tgarchiver.bench;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.MediaKind;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.tracker.Cursor;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An archive that nobody downloaded: posts are recorded by the tracker's own classes, a page at a time; that their files
 * are done is then written in one transaction, for a commit a file would take hours.
 */
final class MadeArchive {

    private static final long CHAT = -1001234567890L;
    private static final int PAGE = 1000;
    private static final int FILES_IN_A_FOLDER = 1000;
    private static final int SIZE = 2_000;
    private static final Instant FIRST_POST = Instant.parse("2020-01-01T00:00:00Z");

    private MadeArchive() {}

    /** Makes a tracker of so many posts, each with an archived file, and with {@code downloads} the files as well. */
    static void make(Path tracker, Optional<Path> downloads, int files) throws IOException {
        Files.createDirectories(tracker.toAbsolutePath().getParent());
        try {
            record(tracker, files);
            archive(tracker, downloads);
        } catch (TrackerFailure | SQLException e) {
            throw new IOException("No archive of " + files + " files could be made: " + e.getMessage(), e);
        }
    }

    private static void record(Path file, int posts) throws TrackerFailure {
        try (Tracker tracker = Tracker.open(file)) {
            tracker.remember(new Channel(CHAT, "Made", Optional.of("made"), Channel.Type.CHANNEL), taken -> "Made");
            for (long newest = posts; newest > 0; newest -= PAGE) {
                List<Post> page = new ArrayList<>();
                for (long id = newest; id > Math.max(0, newest - PAGE); id--) {
                    page.add(post(id));
                }
                long oldest = Math.max(1, newest - PAGE + 1);
                tracker.recordPage(CHAT, page, new Cursor(posts, oldest, oldest == 1));
            }
            tracker.checkpoint();
        }
    }

    private static Post post(long id) {
        Media media = new Media(
                MediaKind.AUDIO,
                "made" + id,
                SIZE,
                "song" + id + ".mp3",
                "audio/mpeg",
                "Some Artist",
                "Song " + id,
                200,
                0,
                0);
        return new Post(
                new PostId(CHAT, id),
                FIRST_POST.plusSeconds(id * 60),
                Optional.empty(),
                "audio",
                "",
                "",
                0,
                10,
                0,
                0,
                "",
                Optional.of(media));
    }

    private static void archive(Path tracker, Optional<Path> downloads) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + tracker)) {
            connection.setAutoCommit(false);
            try (PreparedStatement all = connection.prepareStatement("SELECT id, origin & 0xffffffff FROM file");
                    PreparedStatement done = connection.prepareStatement(
                            "UPDATE file SET state = 'done', path = ?, sha256 = ?, changed_at = ? WHERE id = ?");
                    ResultSet rows = all.executeQuery()) {
                while (rows.next()) {
                    long message = rows.getLong(2);
                    byte[] content = content(message);
                    String folder = "Made/" + message / FILES_IN_A_FOLDER;
                    String path = folder + "/" + message + "_song.mp3";
                    if (downloads.isPresent()) {
                        Files.createDirectories(downloads.get().resolve(folder));
                        Files.write(downloads.get().resolve(path), content);
                    }
                    done.setString(1, path);
                    done.setBytes(2, sha256(content));
                    done.setLong(3, FIRST_POST.toEpochMilli());
                    done.setLong(4, rows.getLong(1));
                    done.executeUpdate();
                }
            }
            connection.commit();
        }
    }

    private static byte[] content(long message) {
        return ("The song of post " + message + ". ")
                .repeat(SIZE / 16)
                .substring(0, SIZE)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
