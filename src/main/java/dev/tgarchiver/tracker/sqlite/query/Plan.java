package dev.tgarchiver.tracker.sqlite.query;

import dev.tgarchiver.tracker.query.PostCondition;
import dev.tgarchiver.tracker.query.PostCondition.Since;
import dev.tgarchiver.tracker.query.PostCondition.Until;
import dev.tgarchiver.tracker.sqlite.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a condition is answered: through the index as far as possible, then by the columns of the posts.
 *
 * @param match the expression of FTS5, if the index narrows the posts
 * @param filter what they must meet besides
 * @param channels the chat ids of the only channels that can have such posts
 * @param since the earliest date that they can have
 * @param until the latest one
 */
record Plan(
        Optional<String> match,
        ConditionSql.Expression filter,
        Optional<Set<Long>> channels,
        Optional<Instant> since,
        Optional<Instant> until) {

    /** Relevance of a hit in a text, in a file's name, and in a person's name. */
    private static final String SCORE = "bm25(post_text, 1.0, 1.5, 0.5)";

    static Plan of(Sql sql, PostCondition condition) throws SQLException {
        MatchText.Split split = MatchText.Split.of(List.of(condition));
        return new Plan(
                split.match(),
                ConditionSql.of(sql, split.rest()),
                split.rest().stream()
                        .filter(PostCondition.Channels.class::isInstance)
                        .map(channels -> ((PostCondition.Channels) channels).chatIds())
                        .findFirst(),
                split.rest().stream()
                        .filter(Since.class::isInstance)
                        .map(since -> ((Since) since).date())
                        .max(Comparator.naturalOrder()),
                split.rest().stream()
                        .filter(Until.class::isInstance)
                        .map(until -> ((Until) until).date())
                        .min(Comparator.naturalOrder()));
    }

    /** Posts in a range of keys; binds the match, the range, the filter's values, and how many. */
    String byNumber(boolean ascending, boolean withBody) {
        String key = match.isPresent() ? "post_text.rowid" : "p.id";
        return "SELECT " + columns(withBody) + " FROM " + source() + joins(withBody) + " WHERE " + matching()
                + key + " BETWEEN ? AND ? AND " + filter.text() + " ORDER BY " + key + (ascending ? "" : " DESC")
                + " LIMIT ?";
    }

    /** The most relevant posts in a range of keys; binds the match, the range, the filter's values, and how many. */
    String byRelevance(boolean withBody) {
        String source = filter.arguments().isEmpty() && filter.text().equals("1") ? "post_text" : source();
        return "SELECT " + columns(withBody) + ", best.score FROM (SELECT post_text.rowid AS id, " + SCORE
                + " AS score FROM " + source + " WHERE " + matching() + "post_text.rowid BETWEEN ? AND ? AND "
                + filter.text()
                + " ORDER BY score, post_text.rowid DESC LIMIT ?) best CROSS JOIN post p ON p.id = best.id"
                + joins(withBody) + " ORDER BY best.score, best.id DESC";
    }

    /** The lowest of the newest keys in a range; binds the match, the range, and how many are passed. */
    String border() {
        return "SELECT rowid FROM post_text WHERE " + matching()
                + "rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT 1 OFFSET ?";
    }

    private String source() {
        return match.isPresent() ? "post_text CROSS JOIN post p ON p.id = post_text.rowid" : "post p";
    }

    private String matching() {
        return match.isPresent() ? "post_text MATCH ? AND " : "";
    }

    private static String columns(boolean withBody) {
        return FoundRow.COLUMNS + (withBody ? FoundRow.BODY : "");
    }

    private static String joins(boolean withBody) {
        return FoundRow.JOINS + (withBody ? FoundRow.JOIN_BODY : "");
    }
}
