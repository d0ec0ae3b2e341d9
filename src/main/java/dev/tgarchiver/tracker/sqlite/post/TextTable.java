package dev.tgarchiver.tracker.sqlite.post;

import dev.tgarchiver.model.post.IndexedText;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.search.Tokens;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import java.sql.SQLException;
import java.util.Optional;

/** The table post_text: the search index. */
public final class TextTable {

    private static final String ADD = "INSERT INTO post_text (rowid, text, file, people) VALUES (?, ?, ?, ?)";
    private static final String PUT =
            "INSERT OR REPLACE INTO post_text (rowid, text, file, people) VALUES (?, ?, ?, ?)";

    private TextTable() {}

    /** Indexes a post that is recorded for the first time. */
    public static void add(Sql sql, long key, Post post, IndexedText words) throws SQLException {
        write(sql, ADD, key, post.id().chatId(), post.detail().sender(), words);
    }

    /** Indexes a post again. */
    public static void put(Sql sql, long key, Post post, IndexedText words) throws SQLException {
        put(sql, key, post.id().chatId(), post.detail().sender(), words);
    }

    public static void put(Sql sql, long key, long chatId, long sender, IndexedText words) throws SQLException {
        write(sql, PUT, key, chatId, sender, words);
    }

    /** A channel's own name would say nothing about its posts. */
    private static void write(Sql sql, String statement, long key, long chatId, long sender, IndexedText words)
            throws SQLException {
        Optional<Peer> person = sender == 0 || sender == chatId ? Optional.empty() : PeerTable.find(sql, sender);
        StringBuilder people = new StringBuilder(words.people());
        person.ifPresent(peer -> Tokens.append(peer.name(), people));
        sql.update(statement, key, words.text(), words.files(), people.toString());
    }
}
