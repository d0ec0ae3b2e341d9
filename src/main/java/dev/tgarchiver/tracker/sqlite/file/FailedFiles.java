package dev.tgarchiver.tracker.sqlite.file;

import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.file.FailedFile;
import dev.tgarchiver.tracker.file.Retryable;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The failed files, and their way back into the queue. */
public final class FailedFiles {

    private static final String FAILED = "SELECT f.id, c.chat_id, f.origin, " + FileMedia.COLUMNS
            + ", f.attempts, f.cause, f.reason, f.changed_at, f.retry_at"
            + " FROM file f JOIN channel c ON c.id = f.origin >> 32"
            + " WHERE f.state = 'failed' AND f.origin BETWEEN ? AND ? ORDER BY f.origin LIMIT ?";

    private static final String FAILED_WANTED = """
            SELECT id FROM file
            WHERE state = 'failed'
                AND EXISTS (SELECT 1 FROM file_post h WHERE h.file = file.id AND h.skip = '' AND h.post BETWEEN ? AND ?)""";

    private static final String DUE_AGAIN = """
            SELECT id FROM file
            WHERE state = 'failed' AND retry_at > 0 AND (retry_at <= ?1 OR retry_at > ?2)
                AND EXISTS (SELECT 1 FROM file_post h WHERE h.file = file.id AND h.skip = '' AND h.post BETWEEN ?3 AND ?4)""";

    private static final String RETRY = """
            UPDATE file SET state = 'pending', cause = '', reason = '', attempts = 0, due = 0, retry_at = 0
            WHERE id = ? AND state = 'failed'""";

    private static final String RETRY_AFRESH = """
            UPDATE file SET state = 'pending', cause = '', reason = '', attempts = 0, due = 0, retry_at = 0, rounds = 0
            WHERE id = ? AND state = 'failed'""";

    private static final String RETRYABLE = """
            SELECT f.id, f.changed_at, f.retry_at, h.post >> 32 AS channel
            FROM file f CROSS JOIN file_post h ON h.file = f.id AND h.skip = ''
            WHERE f.state = 'failed' AND f.retry_at > 0""";

    private FailedFiles() {}

    /** The failed files that a post in one of the channels wants. */
    public static Set<Long> failedOf(Sql sql, Collection<Long> chatIds) throws SQLException {
        Set<Long> files = new LinkedHashSet<>();
        for (long channel : ChannelTable.rows(sql, chatIds)) {
            files.addAll(sql.list(FAILED_WANTED, SqlRow::number, PostKey.first(channel), PostKey.last(channel)));
        }
        return files;
    }

    /** Those of these files whose next round is due. */
    public static Set<Long> dueAgain(Sql sql, Collection<Long> chatIds, Instant now) throws SQLException {
        Set<Long> files = new LinkedHashSet<>();
        for (long channel : ChannelTable.rows(sql, chatIds)) {
            files.addAll(sql.list(
                    DUE_AGAIN,
                    SqlRow::number,
                    now.toEpochMilli(),
                    now.plus(RetrySchedule.longest()).toEpochMilli(),
                    PostKey.first(channel),
                    PostKey.last(channel)));
        }
        return files;
    }

    /**
     * Makes failed files pending again.
     *
     * @param afresh whether to forget the failed rounds
     */
    public static int retry(Sql sql, Collection<Long> files, boolean afresh) throws SQLException {
        int retried = 0;
        for (long file : files) {
            retried += sql.update(afresh ? RETRY_AFRESH : RETRY, file);
        }
        return retried;
    }

    /** When a file failed, and when it is due again, in a channel that wants it. */
    private record Round(long file, Instant failedAt, Instant retryAt, long channel) {
        static Round read(SqlRow row) throws SQLException {
            return new Round(
                    row.number("id"),
                    Instant.ofEpochMilli(row.number("changed_at")),
                    Instant.ofEpochMilli(row.number("retry_at")),
                    row.number("channel"));
        }
    }

    /** By channel, each file in the first channel that wants it. */
    public static List<Retryable> retryable(Sql sql, Collection<Long> chatIds, Instant before) throws SQLException {
        Map<Long, Long> chats = new LinkedHashMap<>();
        Map<Long, Retryable> byChat = new LinkedHashMap<>();
        for (long chatId : chatIds) {
            for (long row : ChannelTable.rowsOf(sql, chatId)) {
                chats.putIfAbsent(row, chatId);
            }
            byChat.put(chatId, new Retryable(chatId, 0, 0, Instant.MAX));
        }
        Set<Long> counted = new HashSet<>();
        for (Round round : sql.list(RETRYABLE, Round::read)) {
            Long chat = chats.get(round.channel());
            if (chat != null && counted.add(round.file())) {
                boolean earlier = round.failedAt().isBefore(before);
                byChat.computeIfPresent(chat, (same, known) -> known.plus(earlier, round.retryAt()));
            }
        }
        return byChat.values().stream().filter(channel -> channel.files() > 0).toList();
    }

    public static List<FailedFile> failed(Sql sql, Collection<Long> chatIds, int limit) throws SQLException {
        List<FailedFile> failed = new ArrayList<>();
        for (long channel : ChannelTable.rows(sql, chatIds)) {
            failed.addAll(sql.list(
                    FAILED, FailedFiles::read, PostKey.first(channel), PostKey.last(channel), limit - failed.size()));
        }
        return failed;
    }

    private static FailedFile read(SqlRow row) throws SQLException {
        long retryAt = row.number("retry_at");
        return new FailedFile(
                row.number("id"),
                new PostId(row.number("chat_id"), PostKey.messageId(row.number("origin"))),
                FileMedia.read(row),
                row.integer("attempts"),
                row.text("cause"),
                row.text("reason"),
                Instant.ofEpochMilli(row.number("changed_at")),
                retryAt == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(retryAt)));
    }
}
