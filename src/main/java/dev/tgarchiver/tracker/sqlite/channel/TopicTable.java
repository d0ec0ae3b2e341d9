package dev.tgarchiver.tracker.sqlite.channel;

import dev.tgarchiver.model.post.Topic;
import dev.tgarchiver.model.post.TopicChange;
import dev.tgarchiver.storage.naming.TopicDirectory;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import dev.tgarchiver.tracker.topic.RecordedTopic;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The tables topic and topic_name: the topics of forums, and the names that they have had. */
public final class TopicTable {

    private static final String OF_CHANNEL = """
            SELECT id, name, directory, emoji, color, creator, date, closed, hidden, pinned, deleted_at, seen_at
            FROM topic WHERE id BETWEEN ? AND ? ORDER BY id""";
    private static final String FIND = """
            SELECT id, name, directory, emoji, color, creator, date, closed, hidden, pinned, deleted_at, seen_at
            FROM topic WHERE id = ?""";
    private static final String NAMES =
            "SELECT topic, name FROM topic_name WHERE topic BETWEEN ? AND ? ORDER BY topic, since DESC, id DESC";
    private static final String DIRECTORIES = "SELECT directory FROM topic WHERE id BETWEEN ? AND ?";
    private static final String DIRECTORY = "SELECT directory FROM topic WHERE id = ?";

    private static final String PUT = """
            INSERT INTO topic (id, name, directory, emoji, color, creator, date, closed, hidden, pinned, deleted_at, seen_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
            ON CONFLICT DO UPDATE SET name = excluded.name, emoji = excluded.emoji, color = excluded.color,
                creator = excluded.creator, date = excluded.date, closed = excluded.closed, hidden = excluded.hidden,
                pinned = excluded.pinned, deleted_at = 0, seen_at = excluded.seen_at""";
    private static final String DELETED = "UPDATE topic SET deleted_at = ? WHERE id = ? AND deleted_at = 0";

    private static final String NAME_AT =
            "SELECT name FROM topic_name WHERE topic = ? AND since <= ? ORDER BY since DESC, id DESC LIMIT 1";
    private static final String NAME_AFTER =
            "SELECT id, name FROM topic_name WHERE topic = ? AND since > ? ORDER BY since, id LIMIT 1";
    private static final String LAST_NAME =
            "SELECT name FROM topic_name WHERE topic = ? ORDER BY since DESC, id DESC LIMIT 1";
    private static final String ADD_NAME = "INSERT INTO topic_name (topic, since, name) VALUES (?, ?, ?)";
    private static final String MOVE_NAME = "UPDATE topic_name SET since = ? WHERE id = ?";

    private TopicTable() {}

    /** A row. */
    private record Row(long id, Topic topic, String directory, long deletedAt, long seenAt) {}

    /** All topics of a channel, by their numbers. */
    public static List<RecordedTopic> of(Sql sql, long chatId) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        if (channel.isEmpty()) {
            return List.of();
        }
        long first = PostKey.first(channel.getAsLong());
        long last = PostKey.last(channel.getAsLong());
        Map<Long, List<String>> names = new HashMap<>();
        sql.list(NAMES, row -> Map.entry(row.number("topic"), row.text("name")), first, last)
                .forEach(name -> names.computeIfAbsent(name.getKey(), none -> new ArrayList<>())
                        .add(name.getValue()));
        List<RecordedTopic> topics = new ArrayList<>();
        for (Row row : sql.list(OF_CHANNEL, TopicTable::read, first, last)) {
            List<String> former = names.getOrDefault(row.id(), List.of()).stream()
                    .filter(name -> !name.equals(row.topic().name()))
                    .distinct()
                    .toList();
            topics.add(new RecordedTopic(
                    row.topic(),
                    row.directory(),
                    former,
                    row.deletedAt() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(row.deletedAt()))));
        }
        return topics;
    }

    /** The folder of a topic. */
    public static Optional<String> directory(Sql sql, long chatId, long number) throws SQLException {
        OptionalLong channel = ChannelTable.row(sql, chatId);
        return channel.isEmpty()
                ? Optional.empty()
                : sql.one(DIRECTORY, SqlRow::text, PostKey.of(channel.getAsLong(), number));
    }

    /** Records topics as they are seen now. */
    public static void record(Sql sql, long chatId, Collection<Topic> topics, Instant at) throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        for (Topic topic : topics) {
            long key = PostKey.of(channel, topic.number());
            name(sql, key, topic.name(), at);
            put(sql, channel, key, topic, at);
        }
    }

    /** Records what service messages say. */
    public static void recordChanges(Sql sql, long chatId, Collection<TopicChange> changes) throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        for (TopicChange change : changes) {
            long key = PostKey.of(channel, change.topic());
            if (change.name().isPresent()) {
                name(sql, key, change.name().get(), change.at());
            }
            Optional<Row> known = sql.one(FIND, TopicTable::read, key);
            boolean newer = known.isPresent()
                    && change.at().toEpochMilli() > known.get().seenAt();
            if (newer || (known.isEmpty() && change.isCreation())) {
                String name = sql.one(LAST_NAME, SqlRow::text, key).orElse("");
                put(sql, channel, key, changed(known.map(Row::topic), change, name), change.at());
            }
        }
    }

    private static Topic changed(Optional<Topic> topic, TopicChange change, String name) {
        return new Topic(
                change.topic(),
                name.isEmpty() ? topic.map(Topic::name).orElse(name) : name,
                change.emoji().or(() -> topic.map(Topic::emoji)).orElse(0L),
                change.color().or(() -> topic.map(Topic::color)).orElse(0),
                change.creator().or(() -> topic.map(Topic::creator)).orElse(0L),
                topic.map(Topic::created).orElse(change.at()),
                change.closed().or(() -> topic.map(Topic::closed)).orElse(false),
                change.hidden().or(() -> topic.map(Topic::hidden)).orElse(false),
                topic.map(Topic::pinned).orElse(false));
    }

    /** Marks topics that are no longer there. */
    public static void deleted(Sql sql, long chatId, Collection<Long> numbers, Instant at) throws SQLException {
        long channel = ChannelTable.requireRow(sql, chatId);
        for (long number : numbers) {
            sql.update(DELETED, at.toEpochMilli(), PostKey.of(channel, number));
        }
    }

    private static void put(Sql sql, long channel, long key, Topic topic, Instant at) throws SQLException {
        String directory = sql.one(DIRECTORY, SqlRow::text, key).orElse("");
        if (directory.isEmpty()) {
            List<String> taken = sql.list(DIRECTORIES, SqlRow::text, PostKey.first(channel), PostKey.last(channel));
            directory = TopicDirectory.choose(topic.name(), topic.number(), taken);
        }
        sql.update(
                PUT,
                key,
                topic.name(),
                directory,
                topic.emoji(),
                topic.color(),
                topic.creator(),
                topic.created().getEpochSecond(),
                topic.closed() ? 1 : 0,
                topic.hidden() ? 1 : 0,
                topic.pinned() ? 1 : 0,
                at.toEpochMilli());
    }

    /** Notes that a topic had a name at a time. Names may come in any order; of two equal ones in a row the first stays. */
    private static void name(Sql sql, long key, String name, Instant at) throws SQLException {
        long since = at.toEpochMilli();
        if (sql.one(NAME_AT, SqlRow::text, key, since).filter(name::equals).isPresent()) {
            return;
        }
        Optional<Map.Entry<Long, String>> next =
                sql.one(NAME_AFTER, row -> Map.entry(row.number("id"), row.text("name")), key, since);
        if (next.isPresent() && next.get().getValue().equals(name)) {
            sql.update(MOVE_NAME, since, next.get().getKey());
        } else {
            sql.update(ADD_NAME, key, since, name);
        }
    }

    private static Row read(SqlRow row) throws SQLException {
        long id = row.number("id");
        return new Row(
                id,
                new Topic(
                        PostKey.messageId(id),
                        row.text("name"),
                        row.number("emoji"),
                        row.integer("color"),
                        row.number("creator"),
                        Instant.ofEpochSecond(row.number("date")),
                        row.integer("closed") != 0,
                        row.integer("hidden") != 0,
                        row.integer("pinned") != 0),
                row.text("directory"),
                row.number("deleted_at"),
                row.number("seen_at"));
    }
}
