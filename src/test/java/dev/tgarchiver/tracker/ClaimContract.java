package dev.tgarchiver.tracker;

import static dev.tgarchiver.tracker.Samples.BOTH;
import static dev.tgarchiver.tracker.Samples.NEWS;
import static dev.tgarchiver.tracker.Samples.NOW;
import static dev.tgarchiver.tracker.Samples.media;
import static dev.tgarchiver.tracker.Samples.stored;
import static dev.tgarchiver.tracker.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.IdRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files are fetched by the run that has claimed them, and by no other. */
public abstract class ClaimContract {

    private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(10));

    private Tracker first;
    private Tracker second;
    private long firstRun;
    private List<Long> files;

    /** Opens the tracker, the same one each time within a test. */
    protected abstract Tracker open() throws TrackerFailure;

    @BeforeEach
    final void startTwoRuns() throws TrackerFailure {
        first = open();
        Samples.remember(first, NEWS);
        first.recordPage(
                NEWS,
                List.of(with(NEWS, 1, media("a", 10)), with(NEWS, 2, media("b", 20)), with(NEWS, 3, media("c", 30))),
                IdRange.upTo(3));
        files = first.pending(BOTH, 9, NOW).stream().map(PendingFile::id).toList();
        firstRun = first.startRun(1, NOW, "boot", "download", NOW);
        second = open();
        second.startRun(2, NOW, "boot", "download", NOW);
    }

    @AfterEach
    final void close() throws TrackerFailure {
        assertThat(first.integrityCheck()).isEmpty();
        first.close();
        second.close();
    }

    private List<Long> free(Tracker tracker, Instant at) throws TrackerFailure {
        List<Long> free =
                tracker.pending(BOTH, 9, at).stream().map(PendingFile::id).toList();
        assertThat(tracker.longestWaiting(BOTH, 9, at))
                .extracting(PendingFile::id)
                .hasSameElementsAs(free);
        assertThat(tracker.pendingOf(files, 9, at)).extracting(PendingFile::id).hasSameElementsAs(free);
        return free;
    }

    @Test
    void a_claimed_file_is_no_other_runs() throws TrackerFailure {
        assertThat(first.claim(files.subList(0, 2), NOW, UNTIL)).containsExactlyElementsOf(files.subList(0, 2));

        assertThat(free(second, NOW)).containsExactly(files.get(2));
        assertThat(free(first, NOW)).as("its own").isEqualTo(files);
        assertThat(second.claim(files, NOW, UNTIL)).containsExactly(files.get(2));
        assertThat(second.pendingAmount(BOTH)).as("still pending").isEqualTo(new FileTotals(3, 60));
        assertThat(second.done(files.get(0), stored("a", 10, 1), NOW, "worker_1"))
                .isFalse();
        assertThat(second.fail(files.get(0), "gone", "Gone.", NOW)).isFalse();
        assertThat(second.retryLater(files.get(0), "Slow.", NOW)).isFalse();
        assertThat(second.postpone(files.get(0), NOW)).isFalse();
        assertThat(second.claim(files.subList(0, 1), NOW, UNTIL)).isEmpty();
        assertThat(free(second, NOW)).containsExactly(files.get(2));
    }

    @Test
    void a_lease_that_is_over_frees_the_file_and_its_owner_has_no_say_any_more() throws TrackerFailure {
        first.claim(files, NOW, UNTIL);
        assertThat(second.claim(files, UNTIL.minusMillis(1), UNTIL)).isEmpty();
        assertThat(free(second, UNTIL)).isEqualTo(files);

        assertThat(second.claim(files.subList(0, 1), UNTIL, UNTIL.plusSeconds(60)))
                .containsExactly(files.get(0));

        assertThat(first.done(files.get(0), stored("a", 10, 1), UNTIL, "late")).isFalse();
        assertThat(first.done(files.get(0))).isEmpty();
        assertThat(second.done(files.get(0), stored("a", 10, 1), UNTIL, "worker_1"))
                .isTrue();
        assertThat(first.done(files.get(0), stored("other", 10, 2), UNTIL, "late"))
                .isFalse();
        assertThat(first.fail(files.get(0), "gone", "Late.", UNTIL)).isFalse();
        assertThat(second.done(files.get(0)).orElseThrow().stored()).isEqualTo(stored("a", 10, 1));
        assertThat(second.lastRuns(2)).extracting(Run::files).containsExactly(1L, 0L);
        assertThat(first.done(files.get(1), stored("b", 20, 2), UNTIL, "late"))
                .as("over, but nobody else has claimed it")
                .isTrue();
    }

    @Test
    void a_file_whose_attempt_has_ended_is_claimed_again() throws TrackerFailure {
        first.claim(files, NOW, UNTIL);
        assertThat(first.retryLater(files.get(0), "Slow.", NOW)).isTrue();

        assertThat(first.claim(files, NOW, UNTIL)).containsExactlyElementsOf(files);
        assertThat(first.done(files.get(0), stored("a", 10, 1), NOW, "worker_1"))
                .isTrue();
    }

    @Test
    void an_attempt_counts_once() throws TrackerFailure {
        first.claim(files, NOW, UNTIL);
        assertThat(first.retryLater(files.get(0), "Slow.", NOW)).isTrue();
        assertThat(first.retryLater(files.get(0), "Slow.", NOW)).isFalse();
        assertThat(first.fail(files.get(1), "gone", "Gone.", NOW)).isTrue();
        assertThat(first.fail(files.get(1), "gone", "Gone.", NOW)).isFalse();

        assertThat(free(second, NOW)).containsExactly(files.get(0));
        assertThat(second.pending(BOTH, 9, NOW))
                .extracting(PendingFile::attempts)
                .containsExactly(1);
        assertThat(second.lastRuns(2)).extracting(Run::failed).containsExactly(0L, 1L);
    }

    @Test
    void a_lease_is_renewed_for_a_long_download() throws TrackerFailure {
        first.claim(files.subList(0, 2), NOW, UNTIL);
        assertThat(first.renew(UNTIL.plusSeconds(60))).isEqualTo(2);

        assertThat(free(second, UNTIL)).containsExactly(files.get(2));
        assertThat(second.renew(UNTIL.plusSeconds(999))).isZero();
        assertThat(free(second, UNTIL.plusSeconds(60))).isEqualTo(files);
    }

    @Test
    void what_is_given_back_or_left_at_the_runs_end_is_free() throws TrackerFailure {
        first.claim(files, NOW, UNTIL);
        assertThat(first.claim(files.subList(1, 3), NOW, UNTIL)).containsExactlyElementsOf(files.subList(1, 3));
        assertThat(free(second, NOW)).containsExactly(files.get(0));

        first.finishRun(firstRun, "complete", 0, 0, 0, NOW);

        assertThat(free(second, NOW)).isEqualTo(files);
        assertThat(first.done(files.get(1), stored("b", 20, 2), NOW, "late")).isFalse();
    }

    @Test
    void the_claims_of_dead_runs_are_free_at_once() throws TrackerFailure {
        first.claim(files.subList(0, 2), NOW, UNTIL);
        second.claim(files.subList(2, 3), NOW, UNTIL);

        assertThat(second.releaseOthers()).isEqualTo(2);

        assertThat(free(second, NOW)).isEqualTo(files);
        assertThat(free(first, NOW)).as("the living run's stay").isEqualTo(files.subList(0, 2));
        try (Tracker third = open()) {
            assertThat(third.releaseOthers()).isEqualTo(1);
        }
    }

    @Test
    void a_file_that_is_no_longer_wanted_may_still_be_done() throws TrackerFailure {
        first.claim(files, NOW, UNTIL);
        second.skip(files.subList(0, 1), "filter", "Not wanted.", NOW);

        assertThat(second.claim(files.subList(0, 1), UNTIL, UNTIL.plusSeconds(9)))
                .as("not pending")
                .isEqualTo(Set.of());
        assertThat(first.done(files.get(0), stored("a", 10, 1), NOW, "worker_1"))
                .isTrue();
        assertThat(first.done(files.get(0))).isPresent();
    }
}
