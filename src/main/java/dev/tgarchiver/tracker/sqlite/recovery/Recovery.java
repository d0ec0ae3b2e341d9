package dev.tgarchiver.tracker.sqlite.recovery;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.FileState;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.recovery.Salvage.Range;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Copies all readable rows of a damaged tracker into a new, sound one: the rows of the source tables; everything
 * derived is computed again. Rows that do not fit together are left out; if anything is missing, the channels have to
 * be walked again, which restores it. Used once.
 */
final class Recovery {

    private static final int MESSAGE_BITS = 32;
    private static final int SHA256_BYTES = 32;
    private static final int CONSTRAINT = SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    private static final int MISMATCH = SQLiteErrorCode.SQLITE_MISMATCH.code;
    private static final int PRIMARY_CODE = 0xff;

    private static final Set<String> CHANNEL_TYPES =
            Arrays.stream(Channel.Type.values()).map(Recovery::word).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> KINDS =
            Arrays.stream(MediaKind.values()).map(MediaKind::key).collect(Collectors.toUnmodifiableSet());

    /** The tables that every archiver has. */
    private static final Set<String> SOURCES = Set.of("channel", "file", "post", "run");

    /** Chats have negative numbers. */
    private static final Range PEERS = new Range(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);

    private static final String READ_AGAIN =
            "UPDATE post SET version = 0 WHERE version > 0 AND NOT EXISTS (SELECT 1 FROM post_raw r WHERE r.id = post.id)";

    private static final String PART_OF_NONE =
            "UPDATE channel SET part_of = 0 WHERE part_of NOT IN (SELECT id FROM channel)";

    private static final String HAS_POST = "SELECT count(*) FROM post WHERE id = ?";
    private static final String HAS_RAW = "SELECT count(*) FROM post_raw WHERE id = ?";

    private static final String STRANDED = """
            SELECT id FROM file f
            WHERE NOT EXISTS (SELECT 1 FROM post p WHERE p.id = f.origin)""";
    private static final String PASS_ON = """
            UPDATE file SET (origin, date) = (
                    SELECT p.id, p.date FROM file_post h JOIN post p ON p.id = h.post WHERE h.file = ?1 ORDER BY p.id LIMIT 1)
            WHERE id = ?1 AND EXISTS (SELECT 1 FROM file_post h WHERE h.file = ?1)""";

    /** Older than every edit, so that the walk overwrites it with the post's own text. */
    private static final String STAND_IN = """
            INSERT INTO post (id, date, edit_date, type, text, entities, album, views, forwards, reply_to, author, file)
            SELECT origin, date, -1, kind, '', '', 0, 0, 0, 0, '', id FROM file WHERE id = ?""";

    private static final String SKIP_UNWANTED = """
            UPDATE file SET state = 'skipped', due = 0, cause = (SELECT min(h.skip) FROM file_post h WHERE h.file = file.id)
            WHERE state = 'pending' AND NOT EXISTS (SELECT 1 FROM file_post h WHERE h.file = file.id AND h.skip = '')
                AND EXISTS (SELECT 1 FROM file_post h WHERE h.file = file.id)""";

    /** An older archiver does not store a time for the next round. */
    private static final String RETRY_LATER = """
            UPDATE file SET rounds = max(rounds, 1), retry_at = changed_at + 3600000
            WHERE state = 'failed' AND cause = 'attempts' AND retry_at = 0""";

    private static final String WALK_AGAIN = "DELETE FROM walked";
    private static final String WALKED = "INSERT INTO walked (channel, first, last) VALUES (?, ?, ?)";

    private final Salvage damaged;
    private final Sql fresh;
    private final Set<Long> channels = new HashSet<>();
    private final Set<Long> files = new HashSet<>();
    private boolean whole = true;

    private Recovery(Salvage damaged, Sql fresh) {
        this.damaged = damaged;
        this.fresh = fresh;
    }

    /**
     * Fills an empty tracker; run it in one transaction.
     *
     * @throws SQLException of the new tracker
     */
    static RecoveredRows run(Salvage damaged, Sql fresh) throws SQLException {
        try {
            return new Recovery(damaged, fresh).recover();
        } catch (Salvage.Rejected e) {
            throw e.reason();
        }
    }

    private RecoveredRows recover() throws SQLException, Salvage.Rejected {
        copy("channel", List.of(Range.ALL), this::channel, channels);
        copy("file", List.of(Range.ALL), this::file, files);
        copy("post", postKeys(), this::post, new HashSet<>());
        copy("post_raw", postKeys(), this::ofPost, new HashSet<>());
        copy("attachment", List.of(Range.ALL), this::attachment, new HashSet<>());
        copy("post_version", List.of(Range.ALL), this::ofPost, new HashSet<>());
        copy("post_more", postKeys(), row -> exists(HAS_RAW, row.number("post")), new HashSet<>());
        copy("imported_post", postKeys(), row -> ofChannel(row.number("post")), new HashSet<>());
        copy("custom_emoji", List.of(Range.ALL), this::emoji, new HashSet<>());
        copy("peer", List.of(PEERS), row -> true, new HashSet<>());
        copy("topic", List.of(Range.ALL), row -> ofChannel(row.number("id")), new HashSet<>());
        copy("topic_name", List.of(Range.ALL), row -> ofChannel(row.number("topic")), new HashSet<>());
        copy("thread_read", List.of(Range.ALL), row -> ofChannel(row.number("post")), new HashSet<>());
        for (String ofChannels : List.of("derived_tally", "discussion", "chat_profile")) {
            copy(ofChannels, List.of(Range.ALL), row -> channels.contains(row.number("channel")), new HashSet<>());
        }
        for (String other : List.of("peer_name", "chat_photo", "run")) {
            copy(other, List.of(Range.ALL), row -> true, new HashSet<>());
        }
        fresh.update(PART_OF_NONE);
        walked();
        long posts = fresh.number("SELECT count(*) FROM post");
        for (long stranded : fresh.list(STRANDED, row -> row.number("id"))) {
            whole = false;
            if (fresh.update(PASS_ON, stranded) == 0) {
                fresh.update(STAND_IN, stranded);
            }
        }
        fresh.update(READ_AGAIN);
        fresh.update(SKIP_UNWANTED);
        fresh.update(RETRY_LATER);
        OptionalLong lostPosts = lost(posts, "SELECT sum(posts) FROM post_tally");
        OptionalLong lostFiles = lost(files.size(), "SELECT sum(files) FROM file_tally");
        boolean walkAgain = !whole || lostPosts.orElse(0) > 0 || lostFiles.orElse(0) > 0;
        if (walkAgain) {
            fresh.update(WALK_AGAIN);
        }
        return new RecoveredRows(
                channels.size(),
                posts,
                files.size(),
                fresh.number("SELECT count(*) FROM run"),
                lostPosts,
                lostFiles,
                walkAgain);
    }

    /** An older archiver keeps the marks of its only walk in the channel's row. */
    private void walked() throws SQLException, Salvage.Rejected {
        List<String> marks = List.of("id", "newest", "oldest", "complete");
        if (!damaged.columns("channel").containsAll(marks)) {
            copy("walked", List.of(Range.ALL), this::walked, new HashSet<>());
            return;
        }
        whole &= damaged.read("channel", marks, List.of(Range.ALL), values -> {
            SalvagedRow row = new SalvagedRow(marks, values);
            long first = row.number("complete") == 1 ? 0 : row.number("oldest");
            boolean any = row.number("complete") == 1 || first > 0;
            if (any && channels.contains(row.number("id"))) {
                fresh.update(WALKED, row.number("id"), first, Math.max(first, row.number("newest")));
            }
        });
    }

    private OptionalLong lost(long found, String count) {
        OptionalLong had = damaged.number(count);
        return had.isPresent() ? OptionalLong.of(Math.max(0, had.getAsLong() - found)) : had;
    }

    /** Says whether a row fits to those that are already copied. */
    private interface Judge {
        boolean fits(SalvagedRow row);
    }

    /** Between the posts of two channels lie four billion keys that no post has. */
    private List<Range> postKeys() throws SQLException {
        List<Range> ranges = new ArrayList<>();
        for (long[] channel : fresh.list(
                "SELECT id, newest FROM channel", row -> new long[] {row.number("id"), row.number("newest")})) {
            long last = PostKey.last(channel[0]);
            long newest = Math.min(PostKey.first(channel[0]) + Math.max(0, channel[1]), last - 1);
            ranges.add(new Range(PostKey.first(channel[0]), newest));
            ranges.add(new Range(newest + 1, last));
        }
        return ranges;
    }

    private void copy(String table, List<Range> keys, Judge judge, Set<Long> copied)
            throws SQLException, Salvage.Rejected {
        List<String> columns = new ArrayList<>(fresh.list("PRAGMA table_info(" + table + ")", row -> row.text("name")));
        columns.retainAll(damaged.columns(table));
        if (columns.isEmpty()) {
            // An older archiver has no such table.
            whole &= !SOURCES.contains(table);
            return;
        }
        String insert = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
        whole &= damaged.read(table, columns, keys, values -> {
            SalvagedRow row = new SalvagedRow(columns, values);
            if (judge.fits(row) && insert(insert, row)) {
                copied.add(row.number("id"));
            } else {
                whole = false;
            }
        });
    }

    /** False when the new tracker refuses the row. */
    private boolean insert(String sql, SalvagedRow row) throws SQLException {
        try {
            fresh.update(sql, row.values());
            return true;
        } catch (SQLiteException e) {
            int code = e.getResultCode().code & PRIMARY_CODE;
            if (code == CONSTRAINT || code == MISMATCH) {
                return false;
            }
            throw e;
        }
    }

    private boolean channel(SalvagedRow row) {
        return CHANNEL_TYPES.contains(row.text("type")) && isFolder(row.text("directory"));
    }

    private boolean file(SalvagedRow row) {
        boolean stored = !row.text("state").equals(FileState.DONE.key())
                || (row.get("path") != null
                        && row.get("sha256") instanceof byte[] digest
                        && digest.length == SHA256_BYTES);
        boolean placed = row.get("path") == null || isPath(row.text("path"));
        return stored
                && placed
                && KINDS.contains(row.text("kind"))
                && channels.contains(row.number("origin") >> MESSAGE_BITS);
    }

    private boolean walked(SalvagedRow row) {
        return channels.contains(row.number("channel"))
                && row.number("first") >= 0
                && row.number("last") >= row.number("first");
    }

    private boolean ofChannel(long key) {
        return channels.contains(key >> MESSAGE_BITS);
    }

    private boolean post(SalvagedRow row) {
        return ofChannel(row.number("id")) && (row.get("file") == null || files.contains(row.number("file")));
    }

    private boolean ofPost(SalvagedRow row) {
        long post = row.get("post") == null ? row.number("id") : row.number("post");
        return exists(HAS_POST, post);
    }

    private boolean exists(String row, long post) {
        try {
            return fresh.number(row, post) == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("the new tracker cannot be read", e);
        }
    }

    /** Of a post that was lost, everything is asked for again. */
    private boolean emoji(SalvagedRow row) {
        return channels.contains(row.number("channel"))
                && (row.number("post") == 0 || exists(HAS_RAW, row.number("post")));
    }

    private boolean attachment(SalvagedRow row) {
        return ofPost(row) && files.contains(row.number("file"));
    }

    private static boolean isFolder(String name) {
        return isPath(name) && !name.contains("/");
    }

    private static boolean isPath(String path) {
        try {
            return RelativePath.parse(path).toString().equals(path);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String word(Channel.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
