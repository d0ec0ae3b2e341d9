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

    /** A part of another one has that one's names and folder. */
    private static final String COLUMNS = """
            SELECT c.id, c.chat_id, c.type, c.newest, coalesce(w.title, c.title) AS title,
                iif(w.id IS NULL, c.username, w.username) AS username,
                coalesce(w.further_usernames, c.further_usernames) AS further_usernames,
                coalesce(w.directory, c.directory) AS directory
            FROM channel c LEFT JOIN channel w ON w.id = c.part_of
            """;

    private static final String ALL = COLUMNS + "WHERE c.forgetting = '' AND c.part_of = 0 ORDER BY c.id";
    private static final String BY_CHAT = COLUMNS + "WHERE c.chat_id = ? AND c.forgetting = ''";
    private static final String FORGOTTEN = COLUMNS + "WHERE c.forgetting = ? ORDER BY c.part_of = 0, c.id";
    private static final String PARTS =
            "SELECT id, chat_id FROM channel WHERE part_of = ? AND forgetting = '' ORDER BY id DESC";
    private static final String FORMERLY =
            "SELECT title, usernames FROM chat_profile WHERE channel = ? GROUP BY title, usernames ORDER BY max(id) DESC";
    private static final String BECOME_PART = "UPDATE channel SET part_of = ?, directory = ? WHERE id = ?";
    private static final String MOVE_IN = "UPDATE channel SET directory = ? WHERE id = ?";
    private static final String DIRECTORY = "SELECT directory FROM channel WHERE id = ?";
    private static final String HAS_POST = "SELECT EXISTS (SELECT 1 FROM post WHERE id BETWEEN ? AND ?)";

    /** Of a part, which uses the folder of another one: names of folders do not start with a slash. */
    private static final String NO_DIRECTORY = "/part ";

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
            rows.add(plain.row(sql));
        }
        return rows;
    }

    /** The channels being forgotten in this way. No other method returns them. */
    public static List<ChannelRow> forgotten(Sql sql, String way) throws SQLException {
        return rows(sql, sql.list(FORGOTTEN, Plain::read, way));
    }

    public static Optional<ChannelRow> find(Sql sql, long chatId) throws SQLException {
        Optional<Plain> plain = sql.one(BY_CHAT, Plain::read, chatId);
        return plain.isEmpty() ? Optional.empty() : Optional.of(plain.get().row(sql));
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

    /** The rows of the known ones of these channels and of their parts, each once. */
    public static Set<Long> rows(Sql sql, Collection<Long> chatIds) throws SQLException {
        Set<Long> rows = new LinkedHashSet<>();
        for (long chatId : chatIds) {
            rows.addAll(rowsOf(sql, chatId));
        }
        return rows;
    }

    /** The row of a channel and those of its parts; none when it is not known. */
    public static List<Long> rowsOf(Sql sql, long chatId) throws SQLException {
        OptionalLong row = row(sql, chatId);
        if (row.isEmpty()) {
            return List.of();
        }
        List<Long> rows = new ArrayList<>(List.of(row.getAsLong()));
        rows.addAll(sql.list(PARTS, part -> part.number("id"), row.getAsLong()));
        return rows;
    }

    /** Makes one channel a part of another one, both of which are known. */
    public static void join(Sql sql, long earlier, long supergroup) throws SQLException {
        long part = requireRow(sql, earlier);
        long whole = requireRow(sql, supergroup);
        String directory = sql.one(DIRECTORY, SqlRow::text, part).orElseThrow();
        sql.update(BECOME_PART, whole, noDirectory(earlier), part);
        if (!directory.equals(noDirectory(earlier)) && hasPost(sql, part) && !hasPost(sql, whole)) {
            sql.update(MOVE_IN, directory, whole);
        }
    }

    /** What stands for the folder of a part, which uses that of another one. */
    public static String noDirectory(long chatId) {
        return NO_DIRECTORY + chatId;
    }

    private static boolean hasPost(Sql sql, long row) throws SQLException {
        return sql.number(HAS_POST, PostKey.first(row), PostKey.last(row)) != 0;
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

        ChannelRow row(Sql sql) throws SQLException {
            Walked walked = WalkedTable.of(sql, id);
            List<Long> parts = sql.list(PARTS, row -> row.number("chat_id"), id);
            return new ChannelRow(
                    chatId, title, username, furtherUsernames, type, directory, walked, newest, parts, formerly(sql));
        }

        private List<Channel> formerly(Sql sql) throws SQLException {
            Channel now = new Channel(chatId, title, username, furtherUsernames, type);
            return sql
                    .list(
                            FORMERLY,
                            row -> {
                                List<String> names = names(row.text("usernames"));
                                return new Channel(
                                        chatId,
                                        row.text("title"),
                                        names.stream().findFirst(),
                                        names.stream().skip(1).toList(),
                                        type);
                            },
                            id)
                    .stream()
                    .filter(former -> !former.equals(now))
                    .toList();
        }
    }

    private static String word(Channel.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
