package dev.tgarchiver.tracker.sqlite;

import static dev.tgarchiver.tracker.Samples.BOTH;
import static dev.tgarchiver.tracker.Samples.CURSOR;
import static dev.tgarchiver.tracker.Samples.MUSIC;
import static dev.tgarchiver.tracker.Samples.NEWS;
import static dev.tgarchiver.tracker.Samples.NOW;
import static dev.tgarchiver.tracker.Samples.media;
import static dev.tgarchiver.tracker.Samples.onlyPending;
import static dev.tgarchiver.tracker.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.file.Retryable;
import dev.tgarchiver.tracker.sqlite.database.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What failed is tried again, by itself with growing pauses, or when the user says so. */
class RetryTest {

    private static final String ATTEMPTS = FailureCause.ATTEMPTS.key();

    @TempDir
    private Path folder;

    private Path file;
    private Tracker tracker;

    @BeforeEach
    void open() throws TrackerFailure {
        file = folder.resolve("tracker.db");
        tracker = SqliteTracker.open(file);
        Samples.remember(tracker, NEWS);
        Samples.remember(tracker, MUSIC);
    }

    @AfterEach
    void close() throws TrackerFailure {
        assertThat(tracker.integrityCheck()).isEmpty();
        tracker.close();
    }

    private long onePending() throws TrackerFailure {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 10))), CURSOR);
        return onlyPending(tracker, NEWS).id();
    }

    private Instant retryAt() throws TrackerFailure {
        return tracker.failed(BOTH, 10).get(0).retryAt().orElseThrow();
    }

    @Test
    void the_pauses_between_rounds_grow_to_a_week_and_survive() throws TrackerFailure {
        long id = onePending();
        Instant now = NOW;
        for (Duration pause : List.of(
                Duration.ofHours(1),
                Duration.ofHours(4),
                Duration.ofDays(1),
                Duration.ofDays(3),
                Duration.ofDays(7),
                Duration.ofDays(7))) {
            Samples.fail(tracker, id, ATTEMPTS, "Slow.", now);
            assertThat(retryAt()).isEqualTo(now.plus(pause));
            assertThat(tracker.retryDue(BOTH, now.plus(pause).minusMillis(1))).isZero();
            tracker.close();
            tracker = SqliteTracker.open(file);
            now = now.plus(pause);
            assertThat(tracker.retryDue(BOTH, now)).isEqualTo(1);
            assertThat(onlyPending(tracker, NEWS).attempts()).isZero();
            assertThat(tracker.retryDue(BOTH, now)).isZero();
        }
    }

    @Test
    void what_cannot_pass_is_not_tried_again_by_itself() throws TrackerFailure {
        long id = onePending();
        for (FailureCause cause : FailureCause.values()) {
            Samples.fail(tracker, id, cause.key(), "Failed.", NOW);
            assertThat(tracker.retryDue(BOTH, NOW.plus(Duration.ofDays(365))))
                    .as("%s", cause)
                    .isEqualTo(cause.canPass() ? 1 : 0);
            assertThat(tracker.retryable(BOTH, NOW)).isEmpty();
            tracker.retryFailed(BOTH);
        }
    }

    @Test
    void a_user_s_retry_and_success_begin_the_pauses_again() throws TrackerFailure {
        long id = onePending();
        Samples.fail(tracker, id, ATTEMPTS, "Slow.", NOW);
        tracker.retryDue(BOTH, NOW.plus(Duration.ofHours(1)));
        Samples.fail(tracker, id, ATTEMPTS, "Slow.", NOW);
        assertThat(retryAt()).isEqualTo(NOW.plus(Duration.ofHours(4)));

        assertThat(tracker.retryFailed(List.of(MUSIC))).isZero();
        assertThat(tracker.retryFailed(List.of(NEWS))).isEqualTo(1);
        Samples.fail(tracker, id, ATTEMPTS, "Slow.", NOW);
        assertThat(retryAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));

        tracker.retryFailed(BOTH);
        Samples.done(tracker, id, Samples.stored("a", 10, 1), NOW, "worker_1");
        tracker.replace(List.of(id));
        Samples.fail(tracker, id, ATTEMPTS, "Slow.", NOW);
        assertThat(retryAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void a_clock_that_was_wrong_postpones_nothing_for_longer_than_a_pause() throws TrackerFailure {
        long id = onePending();
        Samples.fail(tracker, id, ATTEMPTS, "Slow.", NOW.plus(Duration.ofDays(3650)));
        assertThat(tracker.retryDue(BOTH, NOW)).isEqualTo(1);
    }

    @Test
    void each_file_is_counted_in_one_of_the_channels_that_want_it() throws Exception {
        tracker.recordPage(NEWS, List.of(with(NEWS, 1, media("a", 10)), with(NEWS, 2, media("b", 20))), CURSOR);
        tracker.recordPage(
                MUSIC,
                List.of(
                        with(MUSIC, 1, media("a", 10)),
                        with(MUSIC, 2, media("c", 30)),
                        with(MUSIC, 3, media("d", 5_000)),
                        with(MUSIC, 4, media("e", 50))),
                CURSOR);
        for (PendingFile pending : tracker.pending(BOTH, 10, NOW)) {
            boolean late = pending.media().uniqueId().equals("c");
            boolean gone = pending.media().uniqueId().equals("e");
            Samples.fail(
                    tracker,
                    pending.id(),
                    gone ? "gone" : ATTEMPTS,
                    "Failed.",
                    late ? NOW.plusSeconds(1) : NOW.minusSeconds(1));
        }
        tracker.select(
                MUSIC,
                new Selection(
                        Set.of(),
                        0,
                        1_000,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        List.of(),
                        List.of(),
                        Roles.DEFAULT,
                        List.of(),
                        List.of()));

        Instant first = NOW.minusSeconds(1).plus(Duration.ofHours(1));
        Instant second = NOW.plusSeconds(1).plus(Duration.ofHours(1));
        assertThat(tracker.retryable(BOTH, NOW))
                .containsExactly(new Retryable(NEWS, 2, 0, first), new Retryable(MUSIC, 0, 1, second));
        assertThat(tracker.retryable(List.of(MUSIC, MUSIC, 77L), NOW))
                .containsExactly(new Retryable(MUSIC, 1, 1, first));
        assertThat(tracker.retryDue(List.of(MUSIC), NOW.plus(Duration.ofDays(1))))
                .as("the unwanted one stays")
                .isEqualTo(2);
    }

    /** A process that wants to write meanwhile, with little patience, as a download beside a retry of very many files. */
    @Test
    void a_retry_of_many_files_lets_others_write() throws Exception {
        int files = 20_000;
        List<Post> posts = new ArrayList<>();
        for (int id = 1; id <= files; id++) {
            posts.add(with(NEWS, id, media("f" + id, id)));
        }
        tracker.recordPage(NEWS, posts, CURSOR);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE file SET state = 'failed', cause = 'attempts', retry_at = 1");
        }
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        Thread other = new Thread(() -> {
            try (Tracker beside = SqliteTracker.open(file, Duration.ofSeconds(8), Schema.current())) {
                long seen = 0;
                while (!over.get()) {
                    long pending = beside.pendingAmount(BOTH).files();
                    if (pending != seen) {
                        // In the middle of the retry, between two of its portions.
                        beside.postpone(1, NOW);
                        written.incrementAndGet();
                        seen = pending;
                    }
                }
            } catch (TrackerFailure e) {
                throw new AssertionError(e);
            }
        });
        AtomicBoolean failed = new AtomicBoolean();
        other.setUncaughtExceptionHandler((thread, e) -> failed.set(true));
        other.start();
        assertThat(tracker.retryFailed(BOTH)).isEqualTo(files);
        over.set(true);
        other.join();
        assertThat(failed).isFalse();
        assertThat(written).hasPositiveValue();
        assertThat(tracker.pendingAmount(BOTH).files()).isEqualTo(files);
    }

    @Test
    void a_retry_that_was_killed_is_continued() throws Exception {
        int files = 5_000;
        List<Post> posts = new ArrayList<>();
        for (int id = 1; id <= files; id++) {
            posts.add(with(NEWS, id, media("f" + id, id)));
        }
        tracker.recordPage(NEWS, posts, CURSOR);
        sql("UPDATE file SET state = 'failed', cause = 'attempts', retry_at = 1");
        // As if the process had been killed when it came to this one.
        sql("CREATE TRIGGER kill BEFORE UPDATE ON file WHEN OLD.id = 4500 BEGIN SELECT raise(ABORT, 'killed'); END");
        try {
            tracker.retryFailed(BOTH);
        } catch (IllegalStateException | TrackerFailure e) {
            assertThat(e).hasMessageContaining("killed");
        }
        assertThat(tracker.pendingAmount(BOTH).files()).as("whole portions").isEqualTo(4_000);
        sql("DROP TRIGGER kill");
        assertThat(tracker.retryFailed(BOTH)).isEqualTo(1_000);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement running = connection.createStatement()) {
            running.executeUpdate(statement);
        }
    }
}
