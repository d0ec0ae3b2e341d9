package dev.tgarchiver.tracker.sqlite.query;

import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.search.Token;
import dev.tgarchiver.search.Tokens;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.sqlite.post.PeerTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds people and chats by their names. */
public final class NameTables {

    private static final String NAMES = """
            SELECT id, name, usernames FROM peer
            UNION ALL
            SELECT peer AS id, name, usernames FROM peer_name""";

    private NameTables() {}

    private record Named(long id, String name, String usernames) {}

    /** Those with a username that is {@code name}, or with all its words in their present name or a former one. */
    public static List<Peer> peers(Sql sql, String name) throws SQLException {
        String bare = name.startsWith("@") ? name.substring(1) : name;
        List<String> words = words(bare);
        Set<Long> found = new LinkedHashSet<>();
        for (Named named : sql.list(NAMES, NameTables::read)) {
            boolean username = List.of(named.usernames().split(" ")).stream().anyMatch(bare::equalsIgnoreCase);
            boolean called = !name.startsWith("@") && Collections.indexOfSubList(words(named.name()), words) >= 0;
            if (username || (called && !words.isEmpty())) {
                found.add(named.id());
            }
        }
        List<Peer> peers = new ArrayList<>();
        for (long id : found) {
            PeerTable.find(sql, id).ifPresent(peers::add);
        }
        return peers;
    }

    private static List<String> words(String name) {
        return Tokens.of(name).stream().map(Token::text).toList();
    }

    private static Named read(SqlRow row) throws SQLException {
        return new Named(row.number("id"), row.text("name"), row.text("usernames"));
    }
}
