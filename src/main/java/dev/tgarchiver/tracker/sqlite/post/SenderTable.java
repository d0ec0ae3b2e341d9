package dev.tgarchiver.tracker.sqlite.post;

import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/** Who has written posts. Looks at every peer, and is asked only when a user chooses by senders. */
public final class SenderTable {

    /** Chats write few posts, and have no index. */
    private static final String OF_CHANNEL = """
            SELECT id, kind, name, usernames, photo FROM peer
            WHERE id < 0 OR EXISTS (
                SELECT 1 FROM post p WHERE p.sender = peer.id AND p.sender > 0 AND p.id BETWEEN ? AND ?)
            ORDER BY id""";

    private SenderTable() {}

    /** The users who have written posts of a channel, and all recorded chats. */
    public static List<Peer> of(Sql sql, long chatId) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        return channel.isEmpty()
                ? List.of()
                : sql.list(
                        OF_CHANNEL,
                        PeerTable::read,
                        PostKey.first(channel.getAsLong()),
                        PostKey.last(channel.getAsLong()));
    }
}
