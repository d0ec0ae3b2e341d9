package dev.tgarchiver.tracker.sqlite.channel;

import dev.tgarchiver.model.ChatProfile;
import dev.tgarchiver.tracker.ChannelCatalog.ProfileVersion;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import dev.tgarchiver.tracker.sqlite.database.SqlRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables chat_profile and chat_photo: what channels say of themselves, and said before. */
public final class ProfileTable {

    private static final String BLANK = " ";

    private static final String OF_CHANNEL = """
            SELECT c.chat_id, p.title, p.usernames, p.description, p.photo, p.linked_chat, p.pinned, p.protected, p.members,
                p.since, p.seen_at
            FROM chat_profile p JOIN channel c ON c.id = p.channel
            WHERE p.channel = ? ORDER BY p.id""";

    private static final String SEEN_AGAIN = """
            UPDATE chat_profile SET members = ?, seen_at = ?
            WHERE id = (SELECT max(id) FROM chat_profile WHERE channel = ?)""";

    private static final String ADD = """
            INSERT INTO chat_profile (channel, title, usernames, description, photo, linked_chat, pinned, protected, members,
                since, seen_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)""";

    private static final String PICTURE = "SELECT body FROM chat_photo WHERE unique_id = ?";

    private static final String ADD_PICTURE =
            "INSERT OR IGNORE INTO chat_photo (unique_id, seen_at, body) VALUES (?, ?, ?)";

    private ProfileTable() {}

    /** Records a profile: as seen again, or as another one if it says something else. */
    public static void record(Sql sql, ChatProfile profile, Instant at) throws SQLException {
        long channel = ChannelTable.requireRow(sql, profile.chatId());
        List<ProfileVersion> known = of(sql, channel);
        if (!known.isEmpty() && known.get(known.size() - 1).profile().saysTheSame(profile)) {
            sql.update(SEEN_AGAIN, profile.members(), at.toEpochMilli(), channel);
            return;
        }
        sql.update(
                ADD,
                channel,
                profile.title(),
                String.join(BLANK, profile.usernames()),
                profile.description(),
                profile.photo(),
                profile.linkedChat(),
                profile.pinned().stream().map(String::valueOf).collect(Collectors.joining(BLANK)),
                profile.protectedContent() ? 1 : 0,
                profile.members(),
                at.toEpochMilli());
    }

    /** Records a picture, unless it is known. */
    public static void recordPicture(Sql sql, String uniqueId, byte[] picture, Instant at) throws SQLException {
        sql.update(ADD_PICTURE, uniqueId, at.toEpochMilli(), picture);
    }

    /** A picture, if it is known. */
    public static Optional<byte[]> picture(Sql sql, String uniqueId) throws SQLException {
        return sql.one(PICTURE, row -> Objects.requireNonNull(row.bytes("body")), uniqueId);
    }

    /** Those of a channel, by its row, the oldest first. */
    public static List<ProfileVersion> of(Sql sql, long channel) throws SQLException {
        return sql.list(OF_CHANNEL, ProfileTable::read, channel);
    }

    private static ProfileVersion read(SqlRow row) throws SQLException {
        ChatProfile profile = new ChatProfile(
                row.number("chat_id"),
                row.text("title"),
                words(row.text("usernames")),
                row.text("description"),
                row.text("photo"),
                row.number("linked_chat"),
                words(row.text("pinned")).stream().map(Long::valueOf).toList(),
                row.number("protected") != 0,
                row.integer("members"));
        return new ProfileVersion(
                profile, Instant.ofEpochMilli(row.number("since")), Instant.ofEpochMilli(row.number("seen_at")));
    }

    private static List<String> words(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(BLANK, -1));
    }
}
