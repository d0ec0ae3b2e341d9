package dev.tgarchiver.tracker.sqlite.channel;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.post.Walked;
import dev.tgarchiver.tracker.sqlite.database.Decoded;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The table channel. */
public final class ChannelTable {

    private static final String COLUMNS =
            "SELECT chat_id, title, username, further_usernames, type, directory, newest, id";
    private static final String ALL = COLUMNS + " FROM channel WHERE forgetting = '' ORDER BY id";
    private static final String BY_CHAT = COLUMNS + " FROM channel WHERE chat_id = ? AND forgetting = ''";
    private static final String FORGOTTEN = COLUMNS + " FROM channel WHERE forgetting = ? ORDER BY id";
    private static final String ROW = "SELECT id FROM channel WHERE chat_id = ? AND forgetting = ''";
    private static final String DIRECTORIES = "SELECT directory FROM channel";
    private static final String INSERT =
            "INSERT INTO channel (chat_id, title, username, further_usernames, type, directory) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String RENAME =
            "UPDATE channel SET title = ?, username = ?, further_usernames = ?, type = ? WHERE chat_id = ?";
    private static final String SEE = "UPDATE channel SET newest = ? WHERE id = ?";

    /** Separates public names, which do not contain it. */
    private static final String BLANK = " ";

    private ChannelTable() {}

    public static ChannelRow remember(Sql sql, Channel channel, Function<Set<String>, String> chooseDirectory)
            throws SQLException {
        Optional<ChannelRow> known = find(sql, channel.chatId());
        if (known.isEmpty()) {
            insert(sql, channel, chooseDirectory);
        } else if (!known.get().channel().equals(channel)) {
            sql.update(
                    RENAME,
                    channel.title(),
                    channel.username().orElse(null),
                    String.join(BLANK, channel.furtherUsernames()),
                    word(channel.type()),
                    channel.chatId());
        }
        return find(sql, channel.chatId()).orElseThrow();
    }

    private static void insert(Sql sql, Channel channel, Function<Set<String>, String> chooseDirectory)
            throws SQLException {
        Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        taken.addAll(sql.list(DIRECTORIES, SqlRow::text));
        String directory = chooseDirectory.apply(taken);
        if (directory.isEmpty() || taken.contains(directory)) {
            throw new IllegalArgumentException("the folder \"" + directory + "\" is another channel's");
        }
        sql.update(
                INSERT,
                channel.chatId(),
                channel.title(),
                channel.username().orElse(null),
                String.join(BLANK, channel.furtherUsernames()),
                word(channel.type()),
                directory);
    }

    public static List<ChannelRow> all(Sql sql) throws SQLException {
        return rows(sql, sql.list(ALL, Plain::read));
    }

    private static List<ChannelRow> rows(Sql sql, List<Plain> plains) throws SQLException {
        List<ChannelRow> rows = new ArrayList<>();
        for (Plain plain : plains) {
            rows.add(plain.with(WalkedTable.of(sql, plain.id())));
        }
        return rows;
    }

    /** The channels being forgotten in this way. No other method returns them. */
    public static List<ChannelRow> forgotten(Sql sql, String way) throws SQLException {
        return rows(sql, sql.list(FORGOTTEN, Plain::read, way));
    }

    public static Optional<ChannelRow> find(Sql sql, long chatId) throws SQLException {
        Optional<Plain> plain = sql.one(BY_CHAT, Plain::read, chatId);
        return plain.isEmpty()
                ? Optional.empty()
                : Optional.of(plain.get().with(WalkedTable.of(sql, plain.get().id())));
    }

    /** The channel's row, if it is known. */
    public static OptionalLong row(Sql sql, long chatId) throws SQLException {
        return sql.one(ROW, row -> OptionalLong.of(row.number()), chatId).orElse(OptionalLong.empty());
    }

    /** The channel's row; writing to an unknown channel is a caller's mistake. */
    public static long requireRow(Sql sql, long chatId) throws SQLException {
        return row(sql, chatId)
                .orElseThrow(() -> new IllegalArgumentException("channel " + chatId + " was never remembered"));
    }

    /** The rows of the known ones of these channels, each once. */
    public static Set<Long> rows(Sql sql, Collection<Long> chatIds) throws SQLException {
        Set<Long> rows = new LinkedHashSet<>();
        for (long chatId : chatIds) {
            row(sql, chatId).ifPresent(rows::add);
        }
        return rows;
    }

    public static void see(Sql sql, long row, long newest) throws SQLException {
        sql.update(SEE, newest, row);
    }

    private static List<String> names(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(BLANK, -1));
    }

    /** A row, before its walked ranges are read. */
    private record Plain(
            long id,
            long chatId,
            String title,
            Optional<String> username,
            List<String> furtherUsernames,
            Channel.Type type,
            String directory,
            long newest) {

        static Plain read(SqlRow row) throws SQLException {
            return new Plain(
                    row.number("id"),
                    row.number("chat_id"),
                    row.text("title"),
                    row.optionalText("username"),
                    names(row.text("further_usernames")),
                    Decoded.type(row, "type"),
                    row.text("directory"),
                    row.number("newest"));
        }

        ChannelRow with(Walked walked) {
            return new ChannelRow(chatId, title, username, furtherUsernames, type, directory, walked, newest);
        }
    }

    private static String word(Channel.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
