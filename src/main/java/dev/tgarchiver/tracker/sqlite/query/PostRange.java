package dev.tgarchiver.tracker.sqlite.query;

import dev.tgarchiver.post.RawCodec;
import dev.tgarchiver.tracker.query.FoundPost;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a chat's posts by their numbers. */
public final class PostRange {

    private static final String POSTS = "SELECT " + FoundRow.COLUMNS + FoundRow.BODY + " FROM post p" + FoundRow.JOINS
            + FoundRow.JOIN_BODY + " WHERE p.id BETWEEN ? AND ? ORDER BY p.id";

    private PostRange() {}

    /** The posts from one number to another, whole; none of an unknown chat. */
    public static List<FoundPost> read(Sql sql, long chatId, long first, long last) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        if (channel.isEmpty()) {
            return List.of();
        }
        long row = channel.getAsLong();
        try (RawCodec codec = new RawCodec()) {
            return sql.list(
                    POSTS,
                    found -> FoundRow.read(found, Map.of(row, chatId), Optional.of(codec))
                            .post(),
                    PostKey.of(row, first),
                    PostKey.of(row, last));
        }
    }
}
