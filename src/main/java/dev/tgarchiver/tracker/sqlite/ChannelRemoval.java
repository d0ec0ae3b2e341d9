package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Selection;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.ForgottenChannel;
import dev.tgarchiver.tracker.RemovalStep;
import dev.tgarchiver.tracker.file.FilePlace;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.file.FilePlaces;
import dev.tgarchiver.tracker.sqlite.file.FileTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Removes a channel's rows, in steps that each leave a sound tracker behind. The first step hides the channel through
 * its column forgetting; the last one removes its row.
 */
public final class ChannelRemoval {

    private static final SelectionMatcher EVERYTHING = new SelectionMatcher(Selection.EVERYTHING);

    /** Posts in one step: about 100 ms, triggers included. */
    public static final int POSTS = 1_000;

    private static final String KEEP = "keep";
    private static final String DELETE = "delete";

    private static final String BEGIN = "UPDATE channel SET forgetting = ? WHERE chat_id = ?";
    private static final String BEGIN_ROW = "UPDATE channel SET forgetting = ? WHERE id = ?";
    private static final String BEGUN = "SELECT id FROM channel WHERE chat_id = ? AND forgetting <> ''";

    private static final String NEXT =
            "SELECT id, coalesce(file, 0) AS file FROM post WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?";
    private static final String ATTACHED = "SELECT file FROM attachment WHERE post = ?";
    private static final String OF_FILE = "SELECT DISTINCT post FROM file_post WHERE file = ?";
    private static final String OTHER_POST =
            "SELECT h.post FROM file_post h WHERE h.file = ?1 AND (h.post < ?2 OR h.post > ?3)"
                    + " ORDER BY h.skip <> '', h.post LIMIT 1";

    /** Of posts that now hold another file, or none. Reads the whole table: no index has it, and it is rarely used. */
    private static final String LEFT_BEHIND = "SELECT id FROM file WHERE origin BETWEEN ? AND ? LIMIT ?";

    private static final String OF_OTHERS = """
            SELECT f.id, f.path, f.size, %s FROM file f
            WHERE f.id > ?1 AND f.path IS NOT NULL
                AND (EXISTS (SELECT 1 FROM file_post h WHERE h.file = f.id AND (h.post < ?2 OR h.post > ?3))
                    OR f.origin NOT BETWEEN ?2 AND ?3 AND NOT EXISTS (SELECT 1 FROM file_post h WHERE h.file = f.id))
            ORDER BY f.id LIMIT ?4""".formatted(FilePlaces.PLACE);
    private static final String PLACE =
            "SELECT f.id, f.path, f.size, %s FROM file f WHERE f.id = ? AND f.path IS NOT NULL"
                    .formatted(FilePlaces.PLACE);

    private static final String MOVE_ORIGIN = """
            UPDATE file SET (origin, date) = (SELECT id, date FROM post WHERE id = ?2)
            WHERE id = ?1 AND origin BETWEEN ?3 AND ?4""";
    private static final String DELETE_POST = "DELETE FROM post WHERE id = ?";
    private static final String DELETE_FILE =
            "DELETE FROM file WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM file_post h WHERE h.file = ?1)";
    private static final List<String> END = List.of(
            "DELETE FROM pending WHERE channel = ?",
            "DELETE FROM post_tally WHERE channel = ?",
            "DELETE FROM file_tally WHERE channel = ?",
            "DELETE FROM derived_tally WHERE channel = ?",
            "DELETE FROM custom_emoji WHERE channel = ?",
            "DELETE FROM reindex WHERE channel = ?",
            "DELETE FROM reindex_tally WHERE channel = ?",
            "DELETE FROM unindexed WHERE channel = ?",
            "DELETE FROM topic_name WHERE topic >> 32 = ?",
            "DELETE FROM topic WHERE id >> 32 = ?",
            """
            DELETE FROM thread_read WHERE post >> 32 IN (
                SELECT d.channel FROM channel c JOIN discussion d ON d.chat_id = c.chat_id WHERE c.id = ?)""",
            "DELETE FROM discussion WHERE channel = ?",
            "DELETE FROM chat_profile WHERE channel = ?",
            "DELETE FROM channel WHERE id = ?");

    private static final String UNUSED_PICTURES =
            "DELETE FROM chat_photo WHERE unique_id NOT IN (SELECT photo FROM chat_profile)";

    private static final String HAS_POST = "SELECT EXISTS (SELECT 1 FROM post WHERE id BETWEEN ? AND ?)";

    private ChannelRemoval() {}

    /** Hides a channel and its parts. */
    public static void start(Sql sql, long chatId, boolean deleteFiles) throws SQLException {
        List<Long> rows = ChannelTable.rowsOf(sql, chatId);
        if (rows.isEmpty() && sql.update(BEGIN, deleteFiles ? DELETE : KEEP, chatId) == 0) {
            throw new IllegalArgumentException("channel " + chatId + " was never remembered");
        }
        for (long row : rows) {
            sql.update(BEGIN_ROW, deleteFiles ? DELETE : KEEP, row);
        }
    }

    public static List<ForgottenChannel> started(Sql sql) throws SQLException {
        List<ForgottenChannel> started = new ArrayList<>();
        for (String way : List.of(KEEP, DELETE)) {
            for (ChannelRow channel : ChannelTable.forgotten(sql, way)) {
                started.add(new ForgottenChannel(channel, way.equals(DELETE)));
            }
        }
        return started;
    }

    public static RemovalStep next(Sql sql, long chatId, int limit) throws SQLException {
        long channel = row(sql, chatId);
        Set<Long> posts = new LinkedHashSet<>();
        Set<Long> candidates = new LinkedHashSet<>();
        for (long[] post : sql.list(
                NEXT,
                row -> new long[] {row.number("id"), row.number("file")},
                PostKey.first(channel),
                PostKey.last(channel),
                limit)) {
            posts.add(post[0]);
            if (post[1] != 0) {
                candidates.add(post[1]);
            }
            candidates.addAll(sql.list(ATTACHED, SqlRow::number, post[0]));
        }
        if (posts.isEmpty()) {
            candidates.addAll(
                    sql.list(LEFT_BEHIND, SqlRow::number, PostKey.first(channel), PostKey.last(channel), limit));
        }
        List<Long> files = new ArrayList<>();
        List<FilePlace> places = new ArrayList<>();
        Map<Long, Long> shared = new LinkedHashMap<>();
        for (long file : candidates) {
            Optional<Long> other =
                    sql.one(OTHER_POST, SqlRow::number, file, PostKey.first(channel), PostKey.last(channel));
            if (other.isPresent()) {
                shared.put(file, other.get());
            } else {
                files.add(file);
                posts.addAll(sql.list(OF_FILE, SqlRow::number, file));
                sql.one(PLACE, FilePlaces::readPlace, file).ifPresent(places::add);
            }
        }
        return new RemovalStep(List.copyOf(posts), files, places, shared);
    }

    public static void remove(Sql sql, long chatId, RemovalStep step) throws SQLException {
        long channel = row(sql, chatId);
        for (Map.Entry<Long, Long> file : step.shared().entrySet()) {
            sql.update(MOVE_ORIGIN, file.getKey(), file.getValue(), PostKey.first(channel), PostKey.last(channel));
        }
        for (long file : step.files()) {
            FileTable.passBytesOn(sql, file);
        }
        for (long post : step.posts()) {
            sql.update(DELETE_POST, post);
        }
        for (long file : step.files()) {
            sql.update(DELETE_FILE, file);
        }
        for (long file : step.shared().keySet()) {
            SelectionTable.settle(sql, EVERYTHING, file);
        }
    }

    public static void end(Sql sql, long chatId) throws SQLException {
        long channel = row(sql, chatId);
        for (String statement : END) {
            sql.update(statement, channel);
        }
        sql.update(UNUSED_PICTURES);
    }

    /** The places of files that stay when the channel is removed. */
    public static List<FilePlace> placesOfOthers(Sql sql, long chatId, long after, int limit) throws SQLException {
        long channel = row(sql, chatId);
        return sql.list(OF_OTHERS, FilePlaces::readPlace, after, PostKey.first(channel), PostKey.last(channel), limit);
    }

    /** Whether nothing was ever recorded of a channel: no post, and no walk. */
    public static boolean isUnread(Sql sql, ChannelRow channel) throws SQLException {
        if (!channel.walked().isEmpty()) {
            return false;
        }
        for (long row : ChannelTable.rowsOf(sql, channel.chatId())) {
            if (sql.number(HAS_POST, PostKey.first(row), PostKey.last(row)) != 0) {
                return false;
            }
        }
        return true;
    }

    private static long row(Sql sql, long chatId) throws SQLException {
        return sql.one(BEGUN, SqlRow::number, chatId)
                .orElseThrow(() -> new IllegalArgumentException("channel " + chatId + " is not being forgotten"));
    }
}
