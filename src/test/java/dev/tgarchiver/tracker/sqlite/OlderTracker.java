package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.sqlite.database.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The tracker of an archiver that kept of posts their text and one file, and had no raw messages (schema 2). */
public final class OlderTracker {

    public static final int VERSION = 2;

    /** Every fourth post has a file. */
    public static final int FILE_EVERY = 4;

    private static final String FILE = """
            INSERT INTO file (id, unique_id, origin, date, kind, size, file_name, mime_type, performer, title, duration, width,
                height, state, cause, path, sha256)
            VALUES (?1, 'file ' || ?1, (1 << 32) + ?1, 1600000000 + ?1, 'audio', 3000000 + ?1, 'song' || ?1 || '.mp3',
                'audio/mpeg', 'Some Artist', 'Song ' || ?1, 200, 0, 0,
                CASE ?1 % 80 WHEN 0 THEN 'failed' WHEN 4 THEN 'pending' ELSE 'done' END, iif(?1 % 80 = 0, 'gone', ''),
                'News/' || ?1 || '_song.mp3', randomblob(32))""";

    private static final String POST = """
            INSERT INTO post (id, date, edit_date, type, text, entities, album, views, forwards, reply_to, author, file)
            VALUES ((1 << 32) + ?1, 1600000000 + ?1, 0, iif(?1 % 4, 'text', 'audio'), iif(?1 % 4, ?2 || ?1, ''), '', 0, ?1 % 999, 0,
                0, '', iif(?1 % 4, NULL, ?1))""";

    private OlderTracker() {}

    /** Makes one with a channel of so many posts, {@link Samples#NEWS}, all of it walked. */
    public static void make(Path file, int posts) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA synchronous = OFF");
            statement.executeUpdate("PRAGMA cache_size = -300000");
            statement.executeUpdate(script("as-of-1"));
            statement.executeUpdate(script("as-of-2"));
            statement.executeUpdate("PRAGMA application_id = " + Schema.APPLICATION_ID);
            statement.executeUpdate("PRAGMA user_version = " + VERSION);
            connection.setAutoCommit(false);
            statement.executeUpdate(
                    "INSERT INTO channel (id, chat_id, title, type, directory, newest, complete) VALUES (1, "
                            + Samples.NEWS + ", 'News', 'channel', 'News', " + posts + ", 1)");
            fill(connection, posts);
            connection.commit();
        }
    }

    private static void fill(Connection connection, int posts) throws SQLException {
        String text = "What was said in a post of this channel. ".repeat(4);
        try (PreparedStatement file = connection.prepareStatement(FILE);
                PreparedStatement post = connection.prepareStatement(POST)) {
            for (int id = 1; id <= posts; id++) {
                if (id % FILE_EVERY == 0) {
                    file.setInt(1, id);
                    file.executeUpdate();
                }
                post.setInt(1, id);
                post.setString(2, text);
                post.executeUpdate();
            }
        }
    }

    /** The script that an older archiver made its tables with. */
    static String script(String name) throws IOException {
        try (InputStream in = Schema.class.getResourceAsStream(name + ".sql")) {
            if (in == null) {
                throw new IOException("no " + name + ".sql");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The version of a tracker, without opening it as one. */
    public static int version(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return statement.executeQuery("PRAGMA user_version").getInt(1);
        }
    }

    /** Bytes of the tracker and of what SQLite keeps beside it. */
    public static long size(Path file) throws IOException {
        long bytes = 0;
        for (String ending : new String[] {"", "-wal", "-shm"}) {
            Path each = file.resolveSibling(file.getFileName() + ending);
            bytes += Files.exists(each) ? Files.size(each) : 0;
        }
        return bytes;
    }
}
