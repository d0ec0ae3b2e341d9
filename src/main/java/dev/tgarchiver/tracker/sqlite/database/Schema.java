package dev.tgarchiver.tracker.sqlite.database;

import dev.tgarchiver.tracker.TrackerFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The tables, version by version, and what is derived from them. A released version never changes; a new one follows
 * it, and each migration creates the triggers again.
 */
public final class Schema {

    /** "tgar": tells a tracker from other SQLite databases. */
    public static final int APPLICATION_ID = 0x74676172;

    /** Every version has counted its posts; counting them again would take as long as a migration. */
    private static final String HAS_TALLY = "SELECT count(*) FROM sqlite_schema WHERE name = 'post_tally'";

    private static final String POSTS = "SELECT coalesce(sum(posts), 0) FROM post_tally";

    private static final int LATEST = 8;

    private final List<String> versions;
    private final String derived;

    /**
     * @param versions the script of each version, the first being that of version 1
     * @param derived the script that is run after them, whatever the version was before
     */
    public Schema(List<String> versions, String derived) {
        this.versions = List.copyOf(versions);
        this.derived = derived;
    }

    /** The version that this program writes. */
    public static Schema current() {
        return new Schema(
                IntStream.rangeClosed(1, LATEST)
                        .mapToObj(version -> script("schema-" + version + ".sql"))
                        .toList(),
                script("derived.sql"));
    }

    private static String script(String name) {
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from this program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version of the file, 0 if it is empty; refuses files that this program must not write. */
    int check(Sql sql, Failures failures) throws SQLException, TrackerFailure {
        int version = Math.toIntExact(sql.number("PRAGMA user_version"));
        boolean ours = sql.number("PRAGMA application_id") == APPLICATION_ID;
        boolean empty = !ours && sql.number("SELECT count(*) FROM sqlite_schema") == 0;
        if (!ours && !empty) {
            throw failures.foreign();
        }
        if (version > versions.size()) {
            throw failures.newer(version, versions.size());
        }
        return version;
    }

    /** What a migration takes; empty when the file is new or up to date. Refuses the same files as {@link #check}. */
    Optional<Migration> migration(Sql sql, Failures failures) throws SQLException, TrackerFailure {
        int version = check(sql, failures);
        if (version == 0 || version == versions.size()) {
            return Optional.empty();
        }
        return Optional.of(new Migration(sql.number(HAS_TALLY) > 0 ? sql.number(POSTS) : 0));
    }

    /** As {@link #check}, and refuses versions that only a writer can migrate. */
    int checkReadable(Sql sql, Failures failures) throws SQLException, TrackerFailure {
        int version = check(sql, failures);
        if (version == 0) {
            throw failures.missing();
        }
        if (version < versions.size()) {
            throw failures.older(version, versions.size());
        }
        return version;
    }

    /** Migrates the file to the latest version. Run it in a transaction, so that it is atomic. */
    int migrate(Sql sql, Failures failures) throws SQLException, TrackerFailure {
        // Read again, for another process may have migrated it since.
        int found = check(sql, failures);
        for (int version = found; version < versions.size(); version++) {
            sql.script(versions.get(version));
        }
        if (found < versions.size()) {
            sql.script(derived);
            sql.script("PRAGMA application_id = " + APPLICATION_ID);
            sql.script("PRAGMA user_version = " + versions.size());
        }
        return found;
    }
}
