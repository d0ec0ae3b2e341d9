package dev.tgarchiver.tracker.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.query.PostQuery.Order;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding posts while they are recorded, edited, deleted and forgotten. */
final class PostFinderTest {

    private static final long NEWS = Samples.NEWS;
    private static final long MUSIC = Samples.MUSIC;

    private Path file;
    private Tracker tracker;

    @BeforeEach
    void open(@TempDir Path folder) throws TrackerFailure {
        file = folder.resolve("tracker.db");
        tracker = SqliteTracker.open(file);
        Samples.remember(tracker, NEWS);
        Samples.remember(tracker, MUSIC);
    }

    @AfterEach
    void close() throws TrackerFailure {
        tracker.close();
    }

    private void record(Post... posts) throws TrackerFailure {
        for (Post post : posts) {
            tracker.recordPosts(post.id().chatId(), List.of(post));
        }
    }

    private static Post edited(Post post, String text) {
        return Samples.edited(post, Instant.parse("2026-01-01T00:00:00Z"), Optional.empty())
                .withText(text);
    }

    private Set<Long> find(String query) throws TrackerFailure {
        return Finding.numbers(tracker, query);
    }

    private List<Long> ordered(PostCondition condition, Order order) throws TrackerFailure {
        return Finding.all(tracker, new PostQuery(condition, order)).stream()
                .map(post -> post.id().messageId())
                .toList();
    }

    @Test
    void an_edit_is_found_at_once_and_what_it_replaced_is_not() throws TrackerFailure {
        Post post = Samples.text(NEWS, 1, "first words");
        record(post);
        assertThat(find("first")).containsExactly(1L);
        record(edited(post, "second words"));
        assertThat(find("first")).isEmpty();
        assertThat(find("second")).containsExactly(1L);
    }

    @Test
    void a_post_that_telegram_no_longer_has_stays_found_and_is_marked() throws TrackerFailure {
        record(Samples.text(NEWS, 1, "word"), Samples.text(NEWS, 2, "word"));
        tracker.recordDeleted(NEWS, List.of(1L), Samples.NOW);
        assertThat(find("word")).containsExactly(1L, 2L);
        PostCondition deleted = new PostCondition.All(List.of(Finding.condition("word"), new PostCondition.Deleted()));
        List<FoundPost> found = Finding.all(tracker, new PostQuery(deleted, Order.NEWEST));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).deletedAt()).contains(Samples.NOW);
    }

    @Test
    void a_forgotten_channel_is_not_found_and_leaves_nothing_in_the_index() throws Exception {
        record(Samples.text(NEWS, 1, "word"), Samples.text(MUSIC, 2, "word"));
        tracker.startForgetting(NEWS, false);
        assertThat(find("word")).containsExactly(2L);
        tracker.removeStep(NEWS, tracker.nextRemoval(NEWS));
        tracker.endForgetting(NEWS);
        assertThat(find("word")).containsExactly(2L);
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            assertThat(statement
                            .executeQuery("SELECT count(*) FROM post_text_docsize")
                            .getInt(1))
                    .isEqualTo(1);
        }
    }

    @Test
    void the_newest_and_the_oldest_come_first_across_channels_and_in_parts() throws TrackerFailure {
        for (long id = 1; id <= 40; id++) {
            record(Samples.text(id % 3 == 0 ? NEWS : MUSIC, id, "word " + id));
        }
        List<Long> oldest = ordered(Finding.condition("word"), Order.OLDEST);
        List<Long> newest = ordered(Finding.condition("word"), Order.NEWEST);
        assertThat(oldest).hasSize(40).isSorted();
        assertThat(newest).hasSize(40).isSortedAccordingTo((one, other) -> Long.compare(other, one));
        PostId tenth = new PostId(MUSIC, 31);
        PostQuery rest = new PostQuery(Finding.condition("word"), Order.NEWEST, Optional.of(tenth), false);
        assertThat(Finding.all(tracker, rest).stream().map(post -> post.id().messageId()))
                .containsExactlyElementsOf(newest.subList(newest.indexOf(31L) + 1, 40));
    }

    @Test
    void the_best_come_first_by_relevance() throws TrackerFailure {
        record(
                Samples.text(NEWS, 1, "rare and very many other words that say nothing about it at all, really"),
                Samples.text(NEWS, 2, "rare"),
                Samples.text(NEWS, 3, "nothing"));
        assertThat(ordered(Finding.condition("rare"), Order.BEST)).containsExactly(2L, 1L);
        assertThat(tracker.find(new PostQuery(Finding.condition("rare"), Order.BEST))
                        .isCapped())
                .isFalse();
    }

    @Test
    void conditions_combine_words_with_columns() throws TrackerFailure {
        record(
                Samples.text(NEWS, 1, "word one"),
                Samples.text(MUSIC, 2, "word two"),
                Samples.text(NEWS, 3, "other"),
                Samples.with(NEWS, 4, Samples.media("a", 5_000)));
        PostCondition news = new PostCondition.Channels(Set.of(NEWS));
        PostCondition word = Finding.condition("word");
        assertThat(ordered(new PostCondition.All(List.of(word, news)), Order.OLDEST))
                .containsExactly(1L);
        assertThat(ordered(new PostCondition.Any(List.of(word, new PostCondition.MinSize(1_000))), Order.OLDEST))
                .containsExactly(1L, 2L, 4L);
        assertThat(ordered(new PostCondition.All(List.of(news, new PostCondition.Not(word))), Order.OLDEST))
                .containsExactly(3L, 4L);
        assertThat(ordered(new PostCondition.Has(Feature.MEDIA), Order.OLDEST)).containsExactly(4L);
        assertThat(ordered(new PostCondition.Roles(Set.of("main")), Order.OLDEST))
                .containsExactly(4L);
        assertThat(ordered(new PostCondition.Since(Samples.dateOf(3)), Order.OLDEST))
                .containsExactly(3L, 4L);
        assertThat(ordered(new PostCondition.Until(Samples.dateOf(2)), Order.OLDEST))
                .containsExactly(1L, 2L);
        assertThat(ordered(PostCondition.All.POSTS, Order.OLDEST)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void posts_of_before_are_indexed_portion_by_portion_also_after_a_kill() throws Exception {
        List<Post> posts = new ArrayList<>();
        for (long id = 1; id <= 1_300; id++) {
            posts.add(Samples.text(NEWS, id, "word" + id % 10));
        }
        tracker.recordPosts(NEWS, posts);
        tracker.close();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            statement.executeUpdate("DELETE FROM post_text");
            statement.executeUpdate("INSERT INTO unindexed SELECT id, (id << 32) - 1 FROM channel");
        }
        tracker = SqliteTracker.open(file);
        assertThat(tracker.notIndexed()).isEqualTo(1_300);
        assertThat(find("word1")).isEmpty();
        int first = tracker.indexNext();
        assertThat(tracker.notIndexed()).isEqualTo(1_300 - first);
        record(edited(posts.get(1_299), "fresh"));
        // Nothing is closed: a killed process leaves the transactions that it has made.
        try (Tracker next = SqliteTracker.open(file)) {
            int portion = 1;
            while (portion > 0) {
                portion = next.indexNext();
            }
        }
        assertThat(tracker.notIndexed()).isZero();
        assertThat(find("word1")).hasSize(130);
        assertThat(find("fresh")).containsExactly(1_300L);
    }

    @Test
    void a_reader_beside_the_writer_finds_what_is_recorded() throws TrackerFailure {
        try (TrackerReader reader = SqliteTracker.openReadOnly(file)) {
            assertThat(Finding.numbers(reader, "word")).isEmpty();
            record(Samples.text(NEWS, 1, "word"));
            assertThat(Finding.numbers(reader, "word")).containsExactly(1L);
        }
    }
}
