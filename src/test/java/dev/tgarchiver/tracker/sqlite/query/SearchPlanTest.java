package dev.tgarchiver.tracker.sqlite.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.search.Query;
import dev.tgarchiver.search.QueryParser;
import dev.tgarchiver.tracker.query.Feature;
import dev.tgarchiver.tracker.query.PostCondition;
import dev.tgarchiver.tracker.sqlite.database.Database;
import dev.tgarchiver.tracker.sqlite.database.Schema;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query goes through the index, or through the posts' keys in their order; nothing is sorted but by relevance. */
final class SearchPlanTest {

    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        database = Database.open(folder.resolve("tracker.db"), Duration.ofSeconds(1), Schema.current());
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    private static PostCondition words(String query) throws Exception {
        return new PostCondition.Words((Query.Words) QueryParser.parse(query));
    }

    private List<String> steps(PostCondition condition, boolean best) throws Exception {
        return database.read(sql -> {
            Plan plan = Plan.of(sql, condition);
            List<Object> arguments = new ArrayList<>();
            plan.match().ifPresent(arguments::add);
            arguments.addAll(List.of(0L, Long.MAX_VALUE));
            arguments.addAll(plan.filter().arguments());
            arguments.add(50);
            return sql.list(
                    "EXPLAIN QUERY PLAN " + (best ? plan.byRelevance(true) : plan.byNumber(false, true)),
                    row -> row.text("detail"),
                    arguments.toArray());
        });
    }

    @Test
    void words_are_looked_up_in_the_index_in_the_order_of_the_posts() throws Exception {
        PostCondition condition = new PostCondition.All(List.of(
                words("word"),
                new PostCondition.Not(words("other")),
                new PostCondition.Has(Feature.LINK),
                new PostCondition.Since(Instant.EPOCH),
                new PostCondition.Senders(Set.of(1L))));
        assertThat(steps(condition, false))
                .anyMatch(step -> step.startsWith("SCAN post_text VIRTUAL TABLE INDEX"))
                .anyMatch(step -> step.startsWith("SEARCH p USING INTEGER PRIMARY KEY"))
                .noneMatch(step -> step.contains("TEMP B-TREE"))
                .noneMatch(step -> step.startsWith("SCAN") && !step.startsWith("SCAN post_text"));
    }

    @Test
    void without_words_posts_are_read_by_their_keys() throws Exception {
        PostCondition condition =
                new PostCondition.All(List.of(new PostCondition.Deleted(), new PostCondition.MinSize(1)));
        assertThat(steps(condition, false))
                .anyMatch(step -> step.startsWith("SEARCH p USING"))
                .noneMatch(step -> step.startsWith("SCAN"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    @Test
    void only_what_is_shown_is_read_of_the_most_relevant_posts() throws Exception {
        assertThat(steps(words("word"), true))
                .anyMatch(step -> step.startsWith("SCAN post_text VIRTUAL TABLE INDEX"))
                .anyMatch(step -> step.startsWith("SEARCH p USING INTEGER PRIMARY KEY"));
    }
}
