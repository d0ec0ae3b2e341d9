package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.event.Event.RunFinished;
import dev.tgarchiver.event.Retries;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakeFault;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.telegram.FakeTelegram.Call;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.Tracker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What later runs say and do about files that failed in earlier ones, by a clock of the test's own. */
@Timeout(60)
class RunOutcomeTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private FakeTelegram telegram;
    private FakeChannel news;
    private TestArchive archive;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    private final Time time = new Time() {
        @Override
        public Instant now() {
            return now;
        }

        @Override
        public long nanoTime() {
            return Time.SYSTEM.nanoTime();
        }

        @Override
        public void await(Object monitor, Duration patience) throws InterruptedException {
            Time.SYSTEM.await(monitor, patience);
        }
    };

    @BeforeEach
    void open() {
        telegram = new FakeTelegram(folder);
        news = telegram.channel("news").documents(1, 1_000);
        archive = new TestArchive(folder, telegram).at(time).workers(1).attempts(1);
    }

    private RunFinished run(boolean retryFailed) throws Exception {
        TestRun run = archive.retryFailed(retryFailed).download(news);
        RunFinished end = run.finished();
        assertThat(run.outcome()).isEqualTo(end.outcome());
        assertThat(run.result().failedEarlier()).isEqualTo(end.retries().earlier());
        return end;
    }

    /** No file comes. */
    private FakeFault fail() {
        return telegram.fail(Call.FILE, () -> new TelegramFailure.Transient("Telegram is out of order."))
                .forever();
    }

    @Test
    void what_may_pass_is_said_by_each_run_and_tried_again_when_its_pause_is_over() throws Exception {
        FakeFault fault = fail();
        Instant due = now.plus(HOUR);
        RunFinished first = run(false);
        assertThat(first.outcome()).isEqualTo(Outcome.SOME_FAILED);
        assertThat(first.failed()).isEqualTo(1);
        assertThat(first.retries()).isEqualTo(new Retries(1, 0, List.of("@news"), Optional.of(due)));

        fault.times(0);
        now = due.minusSeconds(1);
        RunFinished second = run(false);
        assertThat(second.outcome()).isEqualTo(Outcome.SOME_FAILED);
        assertThat(second.files() + second.failed()).isZero();
        assertThat(second.retries()).isEqualTo(new Retries(0, 1, List.of("@news"), Optional.of(due)));

        now = due;
        RunFinished third = run(false);
        assertThat(third.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(third.files()).isEqualTo(1);
        assertThat(third.retries()).isEqualTo(Retries.NONE);
    }

    @Test
    void what_fails_in_every_round_is_tried_after_growing_pauses() throws Exception {
        fail();
        for (Duration pause : List.of(HOUR, HOUR.multipliedBy(4), Duration.ofDays(1), Duration.ofDays(3))) {
            RunFinished end = run(false);
            assertThat(end.failed()).isEqualTo(1);
            assertThat(end.retries().next()).contains(now.plus(pause));
            now = now.plus(pause);
        }
    }

    @Test
    void what_cannot_pass_is_said_by_the_run_in_which_it_fails_only() throws Exception {
        telegram.fail(Call.FILE, () -> new TelegramFailure.Gone("It is deleted."))
                .forever();
        RunFinished first = run(false);
        assertThat(first.outcome()).isEqualTo(Outcome.SOME_FAILED);
        assertThat(first.retries()).isEqualTo(Retries.NONE);

        now = now.plus(Duration.ofDays(30));
        RunFinished later = run(false);
        assertThat(later.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(later.failed()).isZero();
        try (Tracker tracker = archive.tracker()) {
            assertThat(tracker.stats().total().failed()).containsOnlyKeys("gone");
        }
    }

    @Test
    void a_post_that_is_gone_when_its_file_is_fetched_is_marked_as_deleted() throws Exception {
        telegram.fail(Call.FILE, () -> TelegramFailure.Gone.ofPost("It is deleted."));
        RunFinished run = run(false);
        assertThat(run.deleted()).isEqualTo(1);
        try (Tracker tracker = archive.tracker()) {
            assertThat(tracker.stats().changes()).isEqualTo(new Stats.Changes(0, 1, 0, 0, 0, 0));
        }
    }

    @Test
    void a_file_that_telegram_does_not_find_says_nothing_about_its_post() throws Exception {
        telegram.fail(Call.FILE, () -> new TelegramFailure.Gone("The file is not found."));
        RunFinished run = run(false);
        assertThat(run.failed()).isEqualTo(1);
        assertThat(run.deleted()).isZero();
        try (Tracker tracker = archive.tracker()) {
            assertThat(tracker.stats().changes()).isEqualTo(Stats.Changes.NONE);
        }
    }

    @Test
    void a_run_may_be_told_to_try_all_of_them_again() throws Exception {
        FakeFault fault = fail();
        run(false);
        fault.times(0);
        assertThat(run(true).outcome()).isEqualTo(Outcome.COMPLETE);
        archive.assertHolds(news);
    }
}
