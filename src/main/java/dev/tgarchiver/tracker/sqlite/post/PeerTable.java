package dev.tgarchiver.tracker.sqlite.post;

import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables peer and peer_name: users and chats that posts name, and what they were called before. */
public final class PeerTable {

    private static final String FIND = "SELECT id, kind, name, usernames, photo FROM peer WHERE id = ?";

    private static final String KEEP_NAME = """
            INSERT INTO peer_name (peer, until, name, usernames)
            SELECT id, ?, name, usernames FROM peer WHERE id = ?""";

    private static final String PUT = """
            INSERT INTO peer (id, kind, name, usernames, photo, seen_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET kind = excluded.kind, name = excluded.name, usernames = excluded.usernames,
                photo = excluded.photo, seen_at = excluded.seen_at""";

    private static final String FORMER = "SELECT name FROM peer_name WHERE peer = ? AND name <> '' ORDER BY until DESC";

    private PeerTable() {}

    /** Records peers as they are seen now. A name that has changed is kept as a former one. */
    public static void record(Sql sql, Collection<Peer> peers, Instant at) throws SQLException {
        for (Peer peer : peers) {
            Optional<Peer> known = find(sql, peer.id());
            if (known.isPresent() && known.get().equals(peer)) {
                continue;
            }
            if (known.isPresent()
                    && !(known.get().name().equals(peer.name())
                            && known.get().usernames().equals(peer.usernames()))) {
                sql.update(KEEP_NAME, at.toEpochMilli(), peer.id());
            }
            sql.update(
                    PUT,
                    peer.id(),
                    peer.kind().name().toLowerCase(Locale.ROOT),
                    peer.name(),
                    String.join(" ", peer.usernames()),
                    peer.photo(),
                    at.toEpochMilli());
        }
    }

    /** A peer as last seen. */
    public static Optional<Peer> find(Sql sql, long id) throws SQLException {
        return sql.one(FIND, PeerTable::read, id);
    }

    /** What a peer was called before, the latest first. */
    public static List<String> formerNames(Sql sql, long id) throws SQLException {
        return sql.list(FORMER, SqlRow::text, id);
    }

    static Peer read(SqlRow row) throws SQLException {
        String usernames = row.text("usernames");
        return new Peer(
                row.number("id"),
                Peer.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
                row.text("name"),
                usernames.isEmpty() ? List.of() : List.of(usernames.split(" ")),
                row.text("photo"));
    }
}
