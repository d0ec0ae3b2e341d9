package dev.tgarchiver.console.progress;

import static dev.tgarchiver.console.progress.TestEvents.CHANNEL;
import static dev.tgarchiver.console.progress.TestEvents.DAY;
import static dev.tgarchiver.console.progress.TestEvents.done;
import static dev.tgarchiver.console.progress.TestEvents.failed;
import static dev.tgarchiver.console.progress.TestEvents.file;
import static dev.tgarchiver.console.progress.TestEvents.info;
import static dev.tgarchiver.console.progress.TestEvents.started;
import static dev.tgarchiver.console.progress.TestEvents.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.console.terminal.TestConsole;
import dev.tgarchiver.console.terminal.WindowSize;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.FileRef;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressViewTest {

    private static final FileRef SONG = file(1, 10_000_000, "song.mp3");
    private static final Duration TICK = Duration.ofMillis(100);

    @Test
    void the_terminal_shows_the_block_and_scrolls_messages_above_it() {
        TestConsole test = TestConsole.terminal(40);
        ProgressView view = new ShownRun(test.console(), ProgressView::of);
        view.on(started(1, 1, 10_000_000));
        view.on(new Event.FileStarted("worker_1", SONG));
        view.on(new Event.FileProgress("worker_1", SONG, 4_300_000, 0));
        test.pass(TICK);
        view.on(warning("five\u001b[2J workers may be\r\nmany"));
        view.on(failed("worker_2", file(2, 0, "b\n.mp3"), "gone\u009b"));
        assertThat(test.screen()).isEqualTo("""
                warning: five\uFFFD[2J workers may be  many
                failed: b .mp3 (post 102): gone\uFFFD
                worker_1  song.mp3       43%
                ▕███▍    ▏   43%  0/1+  4.3 MB/10.0 MB
                """);
    }

    @Test
    void a_verbose_view_prints_the_path_of_each_file_that_is_done() {
        TestConsole terminal = TestConsole.terminal(40);
        ProgressView onTerminal = new ShownRun(terminal.console(), ProgressView::verbose);
        onTerminal.on(started(1, 1, 10_000_000));
        terminal.pass(TICK);
        onTerminal.on(new Event.FileDone("worker_1", SONG, "Some/2026-11/1_so\u001bng.mp3", 10_000_000, TICK));
        terminal.pass(TICK);
        assertThat(terminal.screen())
                .startsWith("Some/2026-11/1_so\uFFFDng.mp3\n")
                .contains("100%");

        TestConsole piped = TestConsole.piped();
        try (ProgressView plain = new ShownRun(piped.console(), ProgressView::verbose)) {
            plain.on(new Event.FileDone("worker_1", SONG, "Some/1_song.mp3", 10_000_000, TICK));
            assertThat(piped.screen()).isEqualTo("Some/1_song.mp3\n");
        }
    }

    @Test
    void closing_draws_the_last_state_without_waiting_for_a_tick() {
        TestConsole test = TestConsole.terminal(60);
        ProgressView view = new ShownRun(test.console(), ProgressView::of);
        view.on(started(1, 1, 10_000_000));
        view.on(new Event.FileStarted("worker_1", SONG));
        test.pass(TICK);
        view.on(done("worker_1", SONG));
        view.on(new Event.WalkFinished(CHANNEL, 3));
        view.close();
        assertThat(test.screen()).isEqualTo("▕███████████████████████▏  100%  1/1 files  10.0 MB  0.1 s\n");
        test.pass(Duration.ofSeconds(5));
        view.on(warning("too late"));
        view.close();
        assertThat(test.screen()).isEqualTo("▕███████████████████████▏  100%  1/1 files  10.0 MB  0.1 s\n");
    }

    @Test
    void results_after_the_view_stand_below_it() {
        TestConsole test = TestConsole.terminal(60);
        try (ProgressView view = new ShownRun(test.console(), ProgressView::of)) {
            view.on(started(0, 0, 0));
            test.pass(TICK);
        }
        test.console().info("after");
        assertThat(test.screen()).isEqualTo("0 files  0.1 s\nafter\n");
    }

    @Test
    void a_run_that_never_began_leaves_no_line() {
        for (TestConsole test : List.of(TestConsole.terminal(60), TestConsole.piped())) {
            try (ProgressView view = new ShownRun(test.console(), ProgressView::of)) {
                view.on(warning("no login"));
                test.pass(TICK);
            }
            assertThat(test.screen()).isEqualTo("warning: no login\n");
        }
    }

    @Test
    void the_terminal_is_in_order_after_every_single_write() {
        TestConsole test = TestConsole.terminal(80);
        ProgressView view = new ShownRun(test.console(), ProgressView::of);
        view.on(started(3, 5, 50_000_000));
        for (int i = 0; i < 30; i++) {
            view.on(new Event.FileProgress("worker_" + i % 3, file(i % 3, 10_000_000, "x"), i * 100_000L, 100_000));
            if (i % 7 == 0) {
                view.on(info("message " + i));
            }
            test.pass(TICK);
            // Throws when the cursor is hidden, wrapping is off, or a line is half written.
            assertThat(test.screen()).endsWith("\n");
            assertThat(test.err()).endsWith("\u001b[?7h\u001b[?25h");
        }
    }

    @Test
    void at_most_ten_redraws_a_second_and_none_when_nothing_changes() {
        TestConsole test = TestConsole.terminal(80);
        ProgressView view = new ShownRun(test.console(), ProgressView::of);
        view.on(started(1, 1, 10_000_000));
        for (int i = 1; i <= 1000; i++) {
            view.on(new Event.FileProgress("worker_1", SONG, i * 10_000L, 10_000));
            test.pass(Duration.ofMillis(1));
        }
        assertThat(test.err().split("\\?25l", -1)).hasSizeLessThanOrEqualTo(1 + 10);
        test.pass(Duration.ofSeconds(30));
        int written = test.err().length();
        test.pass(Duration.ofSeconds(30));
        assertThat(test.err()).hasSize(written);
        view.close();
    }

    @Test
    void a_narrower_window_gets_narrower_lines() {
        TestConsole test = TestConsole.terminal(80);
        ProgressView view = new ShownRun(test.console(), ProgressView::of);
        view.on(started(1, 1, 10_000_000));
        test.pass(TICK);
        int before = test.err().length();
        test.window = new WindowSize(5, 24);
        test.pass(TICK);
        // "worker_1  idle" has been wrapped to 3 rows and the overall line, of 71 columns, to 15.
        assertThat(test.err().substring(before))
                .contains("\r\u001b[18A\u001b[J")
                .contains("idle\u001b[K\n  0%\u001b[K\n");
        view.close();
    }

    @Test
    void plain_lines_have_no_escapes_and_come_every_thirty_seconds() {
        TestConsole test = TestConsole.piped();
        ProgressView view = new ShownRun(test.console(), ProgressView::of);
        view.on(started(3, 2, 20_000_000));
        view.on(new Event.ChannelStarted(CHANNEL));
        view.on(new Event.PageWalked(CHANNEL, 100, 1, 10_000_000, DAY));
        view.on(new Event.FileStarted("worker_1", SONG));
        view.on(new Event.FileProgress("worker_1", SONG, 0, 0));
        for (int second = 1; second <= 29; second++) {
            view.on(new Event.FileProgress("worker_1", SONG, second * 300_000L, 300_000));
            test.pass(Duration.ofSeconds(1));
        }
        assertThat(test.err()).isEqualTo("Started: 1 channel, 3 workers, 2 files pending\nWalking @example\n");
        test.pass(Duration.ofSeconds(1));
        view.on(new Event.WalkFinished(CHANNEL, 100));
        view.on(new Event.FloodWait(Duration.ofSeconds(9), ManualClock.START.plusSeconds(39)));
        view.on(failed("worker_2", file(2, 10_000_000, "b.mp3"), "message deleted"));
        view.on(done("worker_1", SONG));
        view.close();
        assertThat(test.err()).isEqualTo("""
                Started: 1 channel, 3 workers, 2 files pending
                Walking @example
                0/3+ files (29%), 8.7 MB of 30.0 MB+, 253 KB/s, 15.2 MB/min, ETA 1 m 25 s+, 2 queued, 100 posts walked
                Walked @example: 100 posts
                Telegram asks to wait 9 s
                failed: b.mp3 (post 102): message deleted
                1/3 files (33%), 10.0 MB of 30.0 MB, 333 KB/s, 20.0 MB/min, 1 failed, 100 posts walked, Telegram asks to wait 9 s
                """);
        assertThat(test.out()).isEmpty();
    }

    @Test
    void quiet_tells_what_is_wrong_and_nothing_else() {
        TestConsole test = TestConsole.piped();
        try (ProgressView view = ProgressView.quiet(test.console())) {
            view.on(started(3, 2, 20_000_000));
            view.on(info("all is well"));
            view.on(done("worker_1", SONG));
            view.on(warning("slow"));
            view.on(failed("worker_1", SONG, "gone"));
            test.pass(Duration.ofMinutes(5));
        }
        assertThat(test.err()).isEqualTo("warning: slow\nfailed: song.mp3 (post 101): gone\n");
    }

    @Test
    void json_progress_comes_twice_a_second_and_not_after_the_end_of_its_file() {
        TestConsole test = TestConsole.piped();
        ProgressView view = ProgressView.json(test.console());
        view.on(new Event.FileStarted("worker_1", SONG));
        for (int i = 1; i <= 1000; i++) {
            view.on(new Event.FileProgress("worker_1", SONG, i, 0));
            test.pass(Duration.ofMillis(1));
        }
        view.on(new Event.FileProgress("worker_1", SONG, 2000, 0));
        view.on(done("worker_1", SONG));
        test.pass(Duration.ofSeconds(2));
        view.on(new Event.FileProgress("worker_2", SONG, 3000, 0));
        view.close();
        List<String> types = test.out()
                .lines()
                .map(line -> line.replaceFirst(".*\"type\":\"([a-z_]+)\".*", "$1"))
                .toList();
        assertThat(types)
                .containsExactly("file_started", "file_progress", "file_progress", "file_done", "file_progress");
        assertThat(test.out().lines().toList().get(4)).contains("\"bytes\":3000");
        assertThat(test.err()).isEmpty();
    }
}
