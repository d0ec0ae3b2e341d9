package dev.tgarchiver.progress;

import static dev.tgarchiver.console.progress.TestEvents.CHANNEL;
import static dev.tgarchiver.console.progress.TestEvents.DAY;
import static dev.tgarchiver.console.progress.TestEvents.done;
import static dev.tgarchiver.console.progress.TestEvents.failed;
import static dev.tgarchiver.console.progress.TestEvents.file;
import static dev.tgarchiver.console.progress.TestEvents.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.console.progress.ManualClock;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.FileRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunProgressTest {

    private static final FileRef SONG = file(1, 10_000_000, "song.mp3");
    private static final FileRef FILM = file(2, 30_000_000, "film.mp4");

    private final ManualClock clock = new ManualClock();
    private final RunProgress tally = new RunProgress(clock, clock::nanoTime);

    @Test
    void counts_what_is_pending_found_and_done() {
        tally.on(started(2, 1, 10_000_000));
        tally.on(new Event.ChannelStarted(CHANNEL));
        tally.on(new Event.PageWalked(CHANNEL, 100, 1, 30_000_000, DAY));
        tally.on(new Event.FileStarted("worker_1", SONG));
        tally.on(done("worker_1", SONG));
        tally.on(new Event.FileStarted("worker_2", FILM));
        tally.on(new Event.FileProgress("worker_2", FILM, 6_000_000, 0));

        ProgressSnapshot now = tally.snapshot();
        assertThat(now.filesDone()).isEqualTo(1);
        assertThat(now.filesKnown()).isEqualTo(2);
        assertThat(now.bytesDone()).isEqualTo(16_000_000);
        assertThat(now.bytesKnown()).isEqualTo(40_000_000);
        assertThat(now.fraction()).isEqualTo(0.4);
        assertThat(now.open()).isTrue();
        assertThat(now.walking().orElseThrow().posts()).isEqualTo(100);
        assertThat(now.workers().get(0).file()).isEmpty();
        assertThat(now.workers().get(1).file().orElseThrow().bytes()).isEqualTo(6_000_000);

        tally.on(new Event.WalkFinished(CHANNEL, 100));
        assertThat(tally.snapshot().open()).isFalse();
        assertThat(tally.snapshot().walking()).isEmpty();
    }

    @Test
    void a_worker_with_several_files_shows_the_one_that_it_began_first() {
        tally.on(started(1, 2, 40_000_000));
        tally.on(new Event.FileStarted("worker_1", SONG));
        tally.on(new Event.FileProgress("worker_1", SONG, 9_000_000, 0));
        tally.on(new Event.FileStarted("worker_1", FILM));
        tally.on(new Event.FileProgress("worker_1", FILM, 2_000_000, 0));
        ProgressSnapshot.Current shown =
                tally.snapshot().workers().get(0).file().orElseThrow();
        assertThat(shown.name()).isEqualTo(SONG.name());
        assertThat(shown.bytes()).isEqualTo(9_000_000);
        assertThat(tally.snapshot().bytesDone()).isEqualTo(11_000_000);

        tally.on(done("worker_1", SONG));
        shown = tally.snapshot().workers().get(0).file().orElseThrow();
        assertThat(shown.name()).isEqualTo(FILM.name());
        assertThat(shown.bytes()).isEqualTo(2_000_000);
        assertThat(tally.snapshot().bytesDone()).isEqualTo(12_000_000);
    }

    @Test
    void speed_and_eta_follow_the_bytes() {
        tally.on(started(1, 1, 10_000_000));
        tally.on(new Event.FileStarted("worker_1", SONG));
        tally.on(new Event.FileProgress("worker_1", SONG, 0, 0));
        for (int second = 1; second <= 4; second++) {
            clock.advance(Duration.ofSeconds(1));
            tally.on(new Event.FileProgress("worker_1", SONG, second * 1_000_000L, 1_000_000));
        }
        assertThat(tally.snapshot().bytesPerSecond()).hasValue(1_000_000);
        assertThat(tally.snapshot().eta()).contains(Duration.ofSeconds(6));

        clock.advance(Duration.ofSeconds(15));
        assertThat(tally.snapshot().bytesPerSecond()).hasValue(0);
        assertThat(tally.snapshot().eta()).isEmpty();
        assertThat(tally.snapshot().workers().get(0).file().orElseThrow().silence())
                .isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void bytes_that_an_earlier_run_left_are_done_but_no_speed() {
        tally.on(started(1, 1, 30_000_000));
        tally.on(new Event.FileStarted("worker_1", FILM));
        tally.on(new Event.FileProgress("worker_1", FILM, 2_000_000, 0));
        clock.advance(Duration.ofSeconds(2));
        tally.on(new Event.FileProgress("worker_1", FILM, 2_400_000, 400_000));
        assertThat(tally.snapshot().bytesDone()).isEqualTo(2_400_000);
        assertThat(tally.snapshot().bytesPerSecond()).hasValue(200_000);
    }

    @Test
    void a_retry_frees_the_worker_and_gives_the_bytes_back() {
        tally.on(started(1, 1, 10_000_000));
        tally.on(new Event.FileStarted("worker_1", SONG));
        tally.on(new Event.FileProgress("worker_1", SONG, 5_000_000, 0));
        tally.on(new Event.FileRetry("worker_1", SONG, "timeout", 1, DAY));
        assertThat(tally.snapshot().retrying()).isEqualTo(1);
        assertThat(tally.snapshot().bytesDone()).isZero();
        tally.on(new Event.FileStarted("worker_1", SONG));
        assertThat(tally.snapshot().retrying()).isZero();
    }

    @Test
    void a_file_that_is_postponed_counts_once_whoever_takes_it_next() {
        tally.on(started(3, 1, 10_000_000));
        for (int worker = 1; worker <= 3; worker++) {
            tally.on(new Event.FileStarted("worker_" + worker, SONG));
            tally.on(new Event.FileProgress("worker_" + worker, SONG, 1_000, 0));
            assertThat(tally.snapshot().filesKnown()).isEqualTo(1);
            assertThat(tally.snapshot().bytesDone()).isEqualTo(1_000);
            tally.on(new Event.FilePostponed("worker_" + worker, SONG, "Telegram asks to wait 30 s"));
            assertThat(tally.snapshot().workers().get(worker - 1).file()).isEmpty();
        }
        assertThat(tally.snapshot().retrying()).isZero();
        assertThat(tally.snapshot().bytesDone()).isZero();
    }

    @Test
    void a_replaced_file_is_expected_no_more_and_what_replaces_it_is() {
        tally.on(started(1, 1, 10_000_000));
        tally.on(new Event.FileStarted("worker_1", SONG));
        tally.on(new Event.FileReplaced("worker_1", SONG, "edited", 1, 30_000_000));
        assertThat(tally.snapshot().filesKnown()).isEqualTo(1);
        assertThat(tally.snapshot().bytesKnown()).isEqualTo(30_000_000);
        assertThat(tally.snapshot().workers().get(0).file()).isEmpty();
    }

    @Test
    void failed_files_do_not_keep_the_eta_waiting() {
        tally.on(started(2, 2, 40_000_000));
        tally.on(new Event.FileStarted("worker_1", SONG));
        tally.on(failed("worker_2", FILM, "gone"));
        tally.on(new Event.FileProgress("worker_1", SONG, 0, 0));
        clock.advance(Duration.ofSeconds(2));
        tally.on(new Event.FileProgress("worker_1", SONG, 5_000_000, 5_000_000));
        assertThat(tally.snapshot().failed()).isEqualTo(1);
        assertThat(tally.snapshot().eta()).contains(Duration.ofSeconds(2));
    }

    @Test
    void the_longest_wait_counts_and_ends_by_itself() {
        tally.on(new Event.FloodWait(Duration.ofSeconds(30), ManualClock.START.plusSeconds(30)));
        tally.on(new Event.FloodWait(Duration.ofSeconds(3), ManualClock.START.plusSeconds(3)));
        assertThat(tally.snapshot().waitUntil()).contains(ManualClock.START.plusSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        assertThat(tally.snapshot().waitUntil()).isEmpty();
    }

    @Test
    void a_file_of_unknown_size_corrects_the_total_when_it_is_done() {
        FileRef unknown = file(3, 0, "x");
        tally.on(started(1, 1, 0));
        tally.on(new Event.FileDone("worker_1", unknown, "a/x", 700, Duration.ofSeconds(1)));
        assertThat(tally.snapshot().bytesKnown()).isEqualTo(700);
        assertThat(tally.snapshot().percent()).isEqualTo(100);
    }

    @Test
    void many_threads_lose_no_count() throws InterruptedException {
        tally.on(started(8, 800, 800_000));
        List<Thread> threads = new ArrayList<>();
        for (int worker = 1; worker <= 8; worker++) {
            String name = "worker_" + worker;
            long first = worker * 1000L;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 100; i++) {
                    FileRef file = file(first + i, 1000, "f");
                    tally.on(new Event.FileStarted(name, file));
                    tally.on(new Event.FileProgress(name, file, 500, 0));
                    tally.on(done(name, file));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(tally.snapshot().filesDone()).isEqualTo(800);
        assertThat(tally.snapshot().bytesDone()).isEqualTo(800_000);
    }

    @Test
    void a_limit_of_files_is_what_the_run_is_measured_by() {
        tally.on(started(1, 100, 900_000_000, new Event.Limit(4, 0)));
        tally.on(new Event.FileStarted("worker_1", SONG));
        tally.on(done("worker_1", SONG));
        tally.on(new Event.FileStarted("worker_1", file(3, 10_000_000, "next.mp3")));
        tally.on(new Event.FileProgress("worker_1", file(3, 10_000_000, "next.mp3"), 0, 0));
        clock.advance(Duration.ofSeconds(4));
        tally.on(new Event.FileProgress("worker_1", file(3, 10_000_000, "next.mp3"), 5_000_000, 5_000_000));

        ProgressSnapshot now = tally.snapshot();
        assertThat(now.filesKnown()).isEqualTo(100);
        assertThat(now.filesGoal()).isEqualTo(4);
        assertThat(now.bytesGoal()).isEmpty();
        assertThat(now.fraction()).isEqualTo(1.5 / 4);
        // 15 MB in 4 s; half a file and two more of about its size are left.
        assertThat(now.eta()).contains(Duration.ofSeconds(7));
        assertThat(now.grows()).as("what a limit sets does not grow").isFalse();
    }

    @Test
    void a_limit_of_bytes_is_what_the_run_is_measured_by() {
        tally.on(started(1, 100, 900_000_000, new Event.Limit(0, 20_000_000)));
        tally.on(new Event.FileStarted("worker_1", SONG));
        tally.on(done("worker_1", SONG));
        assertThat(tally.snapshot().fraction()).isEqualTo(0.5);
    }

    @Test
    void a_channel_that_failed_is_not_walked_any_more() {
        tally.on(started(1, 1, 10_000_000));
        tally.on(new Event.ChannelStarted(CHANNEL));
        tally.on(new Event.ChannelFailed("@example", "no access"));
        assertThat(tally.snapshot().open()).isFalse();
        assertThat(tally.snapshot().walking()).isEmpty();
    }

    @Test
    void the_totals_are_what_has_ended_and_what_a_next_run_may_resume() {
        assertThat(tally.totals()).isEqualTo(new RunTotals(0, 0, 0, 0, 0));
        FileRef other = file(3, 5_000_000, "other.mp3");
        tally.on(new Event.FileStarted("worker_1", SONG));
        tally.on(new Event.FileProgress("worker_1", SONG, 4_000_000, 0));
        tally.on(new Event.FileStarted("worker_2", FILM));
        tally.on(new Event.FileProgress("worker_2", FILM, 0, 0));
        tally.on(new Event.FileProgress("worker_3", other, 1_000_000, 0));
        assertThat(tally.totals()).isEqualTo(new RunTotals(0, 0, 0, 2, 5_000_000));
        tally.on(new Event.FileRetry("worker_1", SONG, "timeout", 1, DAY));
        tally.on(failed("worker_3", other, "gone"));
        assertThat(tally.totals())
                .as("a file that is to be tried again keeps its bytes")
                .isEqualTo(new RunTotals(0, 0, 1, 1, 4_000_000));
        tally.on(done("worker_1", SONG));
        assertThat(tally.totals()).isEqualTo(new RunTotals(1, 10_000_000, 1, 0, 0));
        tally.on(new Event.FileProgress("worker_2", FILM, 7, 7));
        tally.on(new Event.FileReplaced("worker_2", FILM, "edited", 1, 30_000_000));
        assertThat(tally.totals()).isEqualTo(new RunTotals(1, 10_000_000, 1, 0, 0));
    }
}
