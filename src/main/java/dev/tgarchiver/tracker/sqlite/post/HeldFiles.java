package dev.tgarchiver.tracker.sqlite.post;

import dev.tgarchiver.model.FileState;
import dev.tgarchiver.tracker.PostCatalog;
import dev.tgarchiver.tracker.post.HeldFile;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Decoded;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.file.FileMedia;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the files of many posts. */
public final class HeldFiles {

    /** One statement reads a stretch of posts, unless it has this many times the wanted ones. */
    private static final int SPARSE = 8;

    private static final String FILES = """
            SELECT p.id AS post, f.unique_id, f.state, f.cause, f.path, f.size, f.sha256
            FROM post p CROSS JOIN file f ON f.id = p.file
            WHERE p.id BETWEEN ?1 AND ?2
            UNION ALL
            SELECT a.post, f.unique_id, f.state, f.cause, f.path, f.size, f.sha256
            FROM attachment a CROSS JOIN file f ON f.id = a.file
            WHERE a.post BETWEEN ?1 AND ?2""";

    private HeldFiles() {}

    /** See {@link PostCatalog#heldFiles}. */
    public static Map<Long, List<HeldFile>> of(Sql sql, long chatId, Collection<Long> messageIds) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        if (channel.isEmpty() || messageIds.isEmpty()) {
            return Map.of();
        }
        Set<Long> wanted = Set.copyOf(messageIds);
        long first = Collections.min(wanted);
        long last = Collections.max(wanted);
        Map<Long, List<HeldFile>> files = new HashMap<>();
        if (last - first < (long) SPARSE * wanted.size()) {
            read(sql, channel.getAsLong(), first, last, files);
            files.keySet().retainAll(wanted);
        } else {
            for (long id : wanted) {
                read(sql, channel.getAsLong(), id, id, files);
            }
        }
        return files;
    }

    private static void read(Sql sql, long channel, long first, long last, Map<Long, List<HeldFile>> files)
            throws SQLException {
        sql.list(FILES, HeldFiles::file, PostKey.of(channel, first), PostKey.of(channel, last))
                .forEach(file -> files.computeIfAbsent(file.getKey(), post -> new ArrayList<>())
                        .add(file.getValue()));
    }

    private static Map.Entry<Long, HeldFile> file(SqlRow row) throws SQLException {
        String uniqueId = row.text("unique_id");
        FileState state = FileState.of(row.text("state"));
        boolean done = state == FileState.DONE;
        byte[] sha256 = row.bytes("sha256");
        return Map.entry(
                PostKey.messageId(row.number("post")),
                new HeldFile(
                        FileMedia.isOwnIdentity(uniqueId) ? "" : uniqueId,
                        state,
                        row.text("cause"),
                        done ? Optional.of(Decoded.path(row, "path")) : Optional.empty(),
                        row.number("size"),
                        done && sha256 != null ? HexFormat.of().formatHex(sha256) : ""));
    }
}
