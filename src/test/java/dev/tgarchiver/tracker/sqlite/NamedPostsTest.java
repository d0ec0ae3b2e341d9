package dev.tgarchiver.tracker.sqlite;

import static dev.tgarchiver.tracker.Samples.NEWS;
import static dev.tgarchiver.tracker.Samples.NOW;
import static dev.tgarchiver.tracker.Samples.media;
import static dev.tgarchiver.tracker.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.Walked;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts that a user has named are wanted, whatever their channel's selection is. */
final class NamedPostsTest {

    private static final Instant LATER = NOW.plusSeconds(1);

    @TempDir
    private Path folder;

    private Tracker tracker;

    @BeforeEach
    void open() throws TrackerFailure {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        Samples.remember(tracker, NEWS);
    }

    @AfterEach
    void close() throws TrackerFailure {
        assertThat(tracker.integrityCheck()).isEmpty();
        tracker.close();
    }

    private static Selection upTo(long size) {
        return new Selection(
                Set.<MediaKind>of(),
                0,
                size,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                List.of(),
                List.of(),
                Roles.DEFAULT,
                List.of(),
                List.of());
    }

    private List<PostId> name(Selection selection, int post, long size) throws TrackerFailure {
        return tracker.recordNamed(NEWS, List.of(with(NEWS, post, media("f" + post, size))), selection);
    }

    private static List<PostId> post(int number) {
        return List.of(new PostId(NEWS, number));
    }

    private List<PendingFile> pending() throws TrackerFailure {
        return tracker.pendingOf(tracker.filesOf(List.of(new PostId(NEWS, 1), new PostId(NEWS, 2))), 9, LATER);
    }

    @Test
    void a_named_post_counts_for_nothing_as_walked() throws Exception {
        assertThat(name(Selection.EVERYTHING, 1, 100)).isEqualTo(post(1));
        assertThat(pending()).hasSize(1);
        assertThat(tracker.channel(NEWS).orElseThrow().walked()).isEqualTo(Walked.NOTHING);
        assertThat(name(Selection.EVERYTHING, 1, 100)).as("once more").isEqualTo(post(1));
        assertThat(tracker.stats().total().posts()).isEqualTo(1);
    }

    @Test
    void what_was_skipped_becomes_pending_and_stays_so_as_long_as_the_selection_does() throws Exception {
        tracker.select(NEWS, upTo(50));
        tracker.recordPage(
                NEWS, List.of(with(NEWS, 2, media("f2", 200)), with(NEWS, 1, media("f1", 100))), IdRange.upTo(2));
        assertThat(pending()).isEmpty();
        assertThat(name(Selection.EVERYTHING, 1, 100)).isEqualTo(post(1));
        assertThat(pending()).hasSize(1);
        tracker.select(NEWS, upTo(50));
        assertThat(pending()).hasSize(1);
    }

    @Test
    void what_does_not_meet_the_users_filters_stays_as_it_was() throws Exception {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("f1", 100))), IdRange.upTo(1));
        assertThat(name(upTo(50), 1, 100)).isEmpty();
        assertThat(pending()).as("which the channel wants").hasSize(1);
        assertThat(name(upTo(50), 2, 200)).isEmpty();
        assertThat(pending()).as("a new one is skipped").hasSize(1);
        assertThat(name(upTo(500), 2, 200)).isEqualTo(post(2));
        assertThat(pending()).hasSize(2);
    }

    @Test
    void what_failed_or_was_removed_is_tried_again_and_what_is_done_is_not() throws Exception {
        name(Selection.EVERYTHING, 1, 100);
        long file = pending().get(0).id();
        Samples.fail(tracker, file, "gone", "It is gone.", NOW);
        assertThat(pending()).isEmpty();
        name(Selection.EVERYTHING, 1, 100);
        assertThat(pending()).hasSize(1);

        Samples.done(tracker, file, Samples.stored("path", 100, 1), NOW, "worker_1");
        assertThat(name(Selection.EVERYTHING, 1, 100)).isEqualTo(post(1));
        assertThat(pending()).isEmpty();
        tracker.remove(List.of(file), NOW);
        name(Selection.EVERYTHING, 1, 100);
        assertThat(pending()).hasSize(1);
    }

    @Test
    void posts_of_a_dry_run_are_judged_as_those_before() throws Exception {
        tracker.select(NEWS, upTo(50));
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("f1", 40))), IdRange.upTo(1));
        try (Tracker again = SqliteTracker.open(folder.resolve("tracker.db"))) {
            again.keepSelection(NEWS);
            again.recordPage(NEWS, List.of(with(NEWS, 2, media("f2", 60))), IdRange.upTo(2));
            assertThat(again.postsToJudge(NEWS, upTo(50))).isZero();
        }
        assertThat(pending()).hasSize(1);
        Path copy = folder.resolve("copy.db");
        SqliteTracker.copy(folder.resolve("tracker.db"), copy);
        try (Tracker copied = SqliteTracker.open(copy)) {
            copied.select(NEWS, Selection.EVERYTHING);
            assertThat(copied.pendingAmount(List.of(NEWS)).files()).isEqualTo(2);
        }
        assertThat(pending()).hasSize(1);
    }
}
