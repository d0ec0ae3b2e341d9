package dev.tgarchiver.tracker.sqlite.query;

import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.query.Feature;
import dev.tgarchiver.tracker.query.PostCondition;
import dev.tgarchiver.tracker.sqlite.channel.ChannelTable;
import dev.tgarchiver.tracker.sqlite.channel.PostKey;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes conditions as SQL over the table post, whose name in the statement is p. */
final class ConditionSql {

    private static final String TRUE = "1";
    private static final String FALSE = "0";

    private static final String WITH_MATCH = "p.id IN (SELECT rowid FROM post_text WHERE post_text MATCH ?)";

    private static final String BIG_ATTACHMENT =
            "EXISTS (SELECT 1 FROM attachment a JOIN file g ON g.id = a.file WHERE a.post = p.id AND g.size >= ?)";

    private final Sql sql;
    private final StringBuilder text = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();

    private ConditionSql(Sql sql) {
        this.sql = sql;
    }

    /** An expression and the values of its placeholders. */
    record Expression(String text, List<Object> arguments) {}

    /** The expression for conditions of which all must hold. */
    static Expression of(Sql sql, List<PostCondition> conditions) throws SQLException {
        ConditionSql written = new ConditionSql(sql);
        written.joined(conditions, " AND ", TRUE);
        return new Expression(written.text.toString(), written.arguments);
    }

    private void joined(List<PostCondition> parts, String operator, String none) throws SQLException {
        if (parts.isEmpty()) {
            text.append(none);
            return;
        }
        String before = "(";
        for (PostCondition part : parts) {
            text.append(before);
            one(part);
            before = operator;
        }
        text.append(')');
    }

    private void one(PostCondition condition) throws SQLException {
        Optional<String> match = MatchText.of(condition);
        if (match.isPresent()) {
            add(WITH_MATCH, match.get());
        } else if (condition instanceof PostCondition.All all) {
            joined(all.parts(), " AND ", TRUE);
        } else if (condition instanceof PostCondition.Any any) {
            joined(any.parts(), " OR ", FALSE);
        } else if (condition instanceof PostCondition.Not not) {
            text.append("NOT ");
            joined(List.of(not.part()), "", FALSE);
        } else if (condition instanceof PostCondition.Channels channels) {
            channels(ChannelTable.rows(sql, channels.chatIds()));
        } else if (condition instanceof PostCondition.Senders senders) {
            in("p.sender", senders.peers());
        } else if (condition instanceof PostCondition.Topics topics) {
            topics(topics.topics());
        } else if (condition instanceof PostCondition.Types types) {
            in("p.type", types.types());
        } else if (condition instanceof PostCondition.Roles roles) {
            roles(roles.roles());
        } else if (condition instanceof PostCondition.Since since) {
            add("p.date >= ?", since.date().getEpochSecond());
        } else if (condition instanceof PostCondition.Until until) {
            add("p.date <= ?", until.date().getEpochSecond());
        } else if (condition instanceof PostCondition.Has has) {
            text.append(has(has.feature()));
        } else if (condition instanceof PostCondition.Deleted) {
            text.append("p.deleted_at > 0");
        } else if (condition instanceof PostCondition.Edited) {
            text.append("EXISTS (SELECT 1 FROM post_version v WHERE v.post = p.id)");
        } else if (condition instanceof PostCondition.MinSize size) {
            add("((SELECT g.size FROM file g WHERE g.id = p.file) >= ? OR " + BIG_ATTACHMENT + ")", size.bytes());
            arguments.add(size.bytes());
        } else {
            throw new IllegalStateException("no SQL for " + condition);
        }
    }

    private static String has(Feature feature) {
        return switch (feature) {
            case MEDIA -> "(p.file IS NOT NULL OR EXISTS (SELECT 1 FROM attachment a WHERE a.post = p.id))";
            case POLL -> "p.type = 'poll'";
            case REACTIONS -> "p.reactions <> ''";
            case COMMENTS -> "p.replies > 0";
            case REPLY -> "p.reply_to > 0";
            case ALBUM -> "p.album <> 0";
            case TEXT -> "p.text <> ''";
            case LINK, FORWARD, BUTTONS -> throw new IllegalStateException(feature + " has a mark");
        };
    }

    /** With their parts: basic groups that became supergroups. */
    private void channels(Collection<Long> rows) {
        text.append("p.id >> 32 IN (SELECT c.id FROM channel c WHERE ");
        in("c.id", rows);
        text.append(" OR ");
        in("c.part_of", rows.stream().filter(row -> row > 0).toList());
        text.append(')');
    }

    private void topics(Collection<PostId> topics) throws SQLException {
        String before = "(0";
        for (PostId topic : topics) {
            OptionalLong channel = ChannelTable.row(sql, topic.chatId());
            if (channel.isPresent()) {
                text.append(before);
                before = "";
                text.append(" OR (");
                add("p.topic = ?", topic.messageId());
                add(" AND p.id BETWEEN ? AND ?)", PostKey.first(channel.getAsLong()));
                arguments.add(PostKey.last(channel.getAsLong()));
            }
        }
        text.append(before).append(')');
    }

    private void roles(Collection<String> roles) {
        List<String> others = roles.stream()
                .filter(role -> !role.equals(PostCondition.Roles.MAIN))
                .toList();
        text.append('(');
        if (roles.contains(PostCondition.Roles.MAIN)) {
            text.append("p.file IS NOT NULL");
        } else {
            List<String> kinds = others.stream()
                    .filter(role -> MediaKind.of(role).isPresent())
                    .toList();
            in("(SELECT g.kind FROM file g WHERE g.id = p.file)", kinds);
        }
        text.append(" OR EXISTS (SELECT 1 FROM attachment a WHERE a.post = p.id AND ");
        in("a.role", others);
        text.append("))");
    }

    private void in(String what, Collection<?> values) {
        text.append(what).append(" IN (");
        String before = "";
        for (Object value : values) {
            text.append(before).append('?');
            before = ", ";
            arguments.add(value);
        }
        text.append(')');
    }

    private void add(String sqlText, Object argument) {
        text.append(sqlText);
        arguments.add(argument);
    }
}
