package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.Attachment;
import dev.tgarchiver.post.AttachedFile;
import dev.tgarchiver.post.AttachedFiles;
import dev.tgarchiver.post.RawCodec;
import dev.tgarchiver.post.RawMessages;
import dev.tgarchiver.tracker.FileTotals;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table derived_tally: how many files of each role are left out because Telegram derives them from others. */
final class DerivedTally {

    private static final String ADD = """
            INSERT INTO derived_tally (channel, role, files, bytes) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET files = files + excluded.files, bytes = bytes + excluded.bytes""";

    private static final String OF_CHANNEL =
            "SELECT role, files, bytes FROM derived_tally WHERE channel = ? AND files > 0 ORDER BY role";

    private DerivedTally() {}

    /** Counts those of a post that is recorded. */
    static void add(Sql sql, long channel, Collection<Attachment> attachments) throws SQLException {
        count(sql, channel, attachments, 1);
    }

    /** Takes back those of a post's newest version, before another one replaces it. */
    static void takeBack(Sql sql, long channel, PackedPost version) throws SQLException {
        try (RawCodec codec = new RawCodec()) {
            List<Attachment> attachments = AttachedFiles.of(RawMessages.read(codec.unpack(version.body()))).stream()
                    .map(AttachedFile::attachment)
                    .toList();
            count(sql, channel, attachments, -1);
        }
    }

    private static void count(Sql sql, long channel, Collection<Attachment> attachments, int sign) throws SQLException {
        Map<String, FileTotals> roles = new HashMap<>();
        for (Attachment attachment : attachments) {
            if (attachment.role().isDerived()) {
                FileTotals one = new FileTotals(1, attachment.media().size());
                roles.merge(attachment.role().name(), one, FileTotals::plus);
            }
        }
        for (Map.Entry<String, FileTotals> role : roles.entrySet()) {
            FileTotals amount = role.getValue();
            sql.update(ADD, channel, role.getKey(), sign * amount.files(), sign * amount.bytes());
        }
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
