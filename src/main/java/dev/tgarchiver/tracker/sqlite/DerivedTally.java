package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.post.AttachedFile;
import dev.tgarchiver.post.AttachedFiles;
import dev.tgarchiver.post.RawCodec;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.post.PackedPost;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The table derived_tally: how many files of each role are left out because Telegram derives them from others. While a
 * channel's posts are read again, a second tally grows; it also counts what is recorded meanwhile of posts that are
 * done.
 */
final class DerivedTally {

    private static final String ADD = """
            INSERT INTO derived_tally (channel, role, files, bytes) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET files = files + excluded.files, bytes = bytes + excluded.bytes""";

    private static final String OF_CHANNEL =
            "SELECT role, files, bytes FROM derived_tally WHERE channel = ? AND files > 0 ORDER BY role";

    private final Sql sql;
    private final long channel;
    private final OptionalLong readAgain;

    /** Counts for one page of posts. */
    DerivedTally(Sql sql, long channel) throws SQLException {
        this.sql = sql;
        this.channel = channel;
        readAgain = ReindexTable.underWay(sql, channel);
    }

    /** Counts those of a post that is recorded. */
    void add(long post, Collection<Attachment> attachments) throws SQLException {
        count(post, attachments, 1);
    }

    /** Takes back those of a post's newest version, before another one replaces it. */
    void takeBack(long post, PackedPost version) throws SQLException {
        List<Attachment> former;
        try (RawCodec codec = new RawCodec()) {
            former = AttachedFiles.of(RawMessages.read(codec.unpack(version.body()))).stream()
                    .map(AttachedFile::attachment)
                    .toList();
        } catch (IllegalArgumentException e) {
            // It is damaged; a reindex counts all again.
            return;
        }
        count(post, former, -1);
    }

    private void count(long post, Collection<Attachment> attachments, int sign) throws SQLException {
        for (Map.Entry<String, FileTotals> role : derived(attachments).entrySet()) {
            long files = sign * role.getValue().files();
            long bytes = sign * role.getValue().bytes();
            sql.update(ADD, channel, role.getKey(), files, bytes);
            if (readAgain.isPresent() && readAgain.getAsLong() >= post) {
                ReindexTable.count(sql, channel, role.getKey(), new FileTotals(files, bytes));
            }
        }
    }

    /** Those of a post, by role. */
    static Map<String, FileTotals> derived(Collection<Attachment> attachments) {
        Map<String, FileTotals> roles = new HashMap<>();
        for (Attachment attachment : attachments) {
            if (attachment.role().isDerived()) {
                FileTotals one = new FileTotals(1, attachment.media().size());
                roles.merge(attachment.role().name(), one, FileTotals::plus);
            }
        }
        return roles;
    }

    /** By role. */
    static Map<String, FileTotals> of(Sql sql, long channel) throws SQLException {
        Map<String, FileTotals> roles = new HashMap<>();
        sql.list(
                        OF_CHANNEL,
                        row -> Map.entry(row.text("role"), new FileTotals(row.number("files"), row.number("bytes"))),
                        channel)
                .forEach(entry -> roles.put(entry.getKey(), entry.getValue()));
        return roles;
    }
}
