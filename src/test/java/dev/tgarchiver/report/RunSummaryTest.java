package dev.tgarchiver.report;

import static dev.tgarchiver.console.progress.TestEvents.failed;
import static dev.tgarchiver.console.progress.TestEvents.file;
import static dev.tgarchiver.console.progress.TestEvents.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.console.progress.ManualClock;
import dev.tgarchiver.console.terminal.TestConsole;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.RunFinished.Kept;
import dev.tgarchiver.event.Reached;
import dev.tgarchiver.event.Retries;
import dev.tgarchiver.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunSummaryTest {

    private static final NextCommands NEXT = new NextCommands(
            "archiver download @a --types audio",
            channels -> "archiver retry " + String.join(" ", channels),
            "archiver stats --failures");

    private final RunSummary summary = new RunSummary(NEXT);
    private final TestConsole test = TestConsole.terminal(80);

    private String printed() {
        summary.print(test.console());
        assertThat(test.err()).isEmpty();
        return test.out();
    }

    @Test
    void a_complete_run() {
        summary.on(finished(Outcome.COMPLETE, 120, 300_000_000, 0, 0));
        assertThat(printed()).isEqualTo("Archived 120 files (300 MB) in 41 s. Nothing failed.\n");
    }

    @Test
    void nothing_new() {
        summary.on(finished(Outcome.COMPLETE, 0, 0, 0, 0));
        assertThat(printed()).isEqualTo("Nothing new (41 s).\n");
    }

    /** Posts without files are something, too. */
    @Test
    void new_posts_without_files() {
        for (Outcome outcome : List.of(Outcome.COMPLETE, Outcome.SOME_FAILED)) {
            RunSummary ofPosts = new RunSummary(NEXT);
            ofPosts.on(new Event.RunFinished(
                    outcome,
                    3,
                    0,
                    0,
                    0,
                    0,
                    0,
                    Optional.empty(),
                    Duration.ofSeconds(2),
                    Retries.NONE,
                    Kept.NONE,
                    Optional.empty()));
            TestConsole console = TestConsole.piped();
            ofPosts.print(console.console());
            assertThat(console.out()).isEqualTo("3 new posts, no files (2 s).\n");
        }
    }

    @Test
    void a_limit() {
        summary.on(limited(20, 5_000_000, true));
        assertThat(printed())
                .isEqualTo("Archived 100 files (250 MB) in 41 s; stopped at the limit of 100 files per run "
                        + "(download.max_files_per_run). 20 files (5.0 MB) pending.\n"
                        + "Continue with: archiver download @a --types audio\n");
    }

    private static Event.RunFinished limited(long pending, long bytes, boolean walked) {
        return new Event.RunFinished(
                Outcome.LIMIT_REACHED,
                0,
                100,
                250_000_000,
                0,
                0,
                pending,
                Optional.empty(),
                Duration.ofSeconds(41),
                Retries.NONE,
                Kept.NONE,
                Optional.of(new Reached("max_files_per_run", "100 files", bytes, walked)));
    }

    @Test
    void a_limit_before_the_history_is_walked() {
        summary.on(limited(0, 0, false));
        assertThat(printed())
                .isEqualTo("Archived 100 files (250 MB) in 41 s; stopped at the limit of 100 files per run "
                        + "(download.max_files_per_run). The history is not walked to its end yet.\n"
                        + "Continue with: archiver download @a --types audio\n");
    }

    @Test
    void one_sentence_is_one_line() {
        summary.on(limited(1, 5_000_000, false));
        summary.printSentence(test.console());
        assertThat(test.out())
                .isEqualTo("Archived 100 files (250 MB) in 41 s; stopped at the limit of 100 files per run "
                        + "(download.max_files_per_run). 1 file (5.0 MB) pending. The history is not walked to its end "
                        + "yet.\n");
        assertThat(summary.hasFailures()).isFalse();
    }

    @Test
    void a_command_within_the_sentence_ends_it() {
        summary.on(new Event.RunFinished(
                Outcome.LIMIT_REACHED,
                0,
                1,
                10,
                0,
                0,
                7,
                Optional.empty(),
                Duration.ofSeconds(41),
                new Retries(0, 5, List.of("@a"), Optional.empty()),
                Kept.NONE,
                Optional.of(new Reached("max_files_per_run", "1 file", 70, true))));
        summary.printSentence(test.console());
        assertThat(test.out())
                .isEqualTo("Archived 1 file (10 B) in 41 s; stopped at the limit of 1 file per run "
                        + "(download.max_files_per_run). 7 files (70 B) pending. 5 files failed in earlier runs: archiver "
                        + "retry @a\n");
    }

    @Test
    void nothing_new_but_files_that_failed_before() {
        Instant due = ManualClock.START.plus(Duration.ofMinutes(12));
        summary.on(finished(Outcome.SOME_FAILED, 0, 0, new Retries(0, 5, List.of("@a", "@b"), Optional.of(due))));
        assertThat(printed())
                .startsWith("Nothing new (41 s). 5 files failed in earlier runs: archiver retry @a @b\n"
                        + "Later runs try them again on their own, from ")
                .endsWith(" (in 12 m 00 s).\n");
    }

    @Test
    void one_file_that_failed_before_and_is_due() {
        Instant due = ManualClock.START.minus(Duration.ofMinutes(12));
        summary.on(finished(Outcome.SOME_FAILED, 1, 0, new Retries(0, 1, List.of("me"), Optional.of(due))));
        assertThat(printed()).isEqualTo("""
                Archived 1 file (5 B) in 41 s. 1 file failed in an earlier run: archiver retry me
                Later runs try it again on their own.
                """);
    }

    @Test
    void files_that_failed_now_and_before() {
        summary.on(failed("worker_1", file(1, 16_000_000, "a.mp3"), "slow"));
        summary.on(finished(Outcome.SOME_FAILED, 1, 1, new Retries(1, 3, List.of("@a"), Optional.empty())));
        assertThat(printed()).endsWith("""
                Archived 1 file (5 B) in 41 s. 1 file failed. 3 files failed in earlier runs.
                Try the failed files again with: archiver retry @a && archiver download @a --types audio
                Later runs try them again on their own.
                """);
    }

    @Test
    void for_what_is_gone_no_retry_is_advised() {
        summary.on(failed("worker_1", file(1, 16_000_000, "a.mp3"), "deleted"));
        summary.on(finished(Outcome.SOME_FAILED, 1, 1, Retries.NONE));
        assertThat(printed()).endsWith("""
                Archived 1 file (5 B) in 41 s. 1 file failed.
                Later runs do not try it again; archiver stats --failures lists it.
                """);
    }

    @Test
    void failures_come_in_a_table_with_the_command_that_retries_them() {
        summary.on(failed("worker_1", file(1, 16_000_000, "a\u001b[2J.mp3"), "message deleted"));
        summary.on(failed("worker_2", file(2, 0, "b.mp3"), "no access"));
        summary.on(finished(Outcome.SOME_FAILED, 1, 2, new Retries(2, 0, List.of("@a"), Optional.empty())));
        assertThat(printed()).isEqualTo("""
                Failed file  Post     Size  Why
                a\uFFFD[2J.mp3     101  16.0 MB  message deleted
                b.mp3         102           no access

                Archived 1 file (5 B) in 41 s. 2 files failed.
                Try the failed files again with: archiver retry @a && archiver download @a --types audio
                Later runs try them again on their own.
                """);
    }

    @Test
    void of_many_failures_the_first_are_shown() {
        for (int id = 1; id <= 500; id++) {
            summary.on(failed("worker_1", file(id, 1, "f"), "gone"));
        }
        summary.on(finished(Outcome.SOME_FAILED, 0, 0, 500, 0));
        assertThat(printed())
                .hasLineCount(1 + 10 + 1 + 1 + 1 + 1)
                .contains("and 490 more files: archiver stats --failures lists them");
    }

    @Test
    void an_interrupted_run() {
        summary.on(finished(Outcome.INTERRUPTED, 20, 30_000_000, 0, 100));
        assertThat(printed())
                .isEqualTo("Interrupted; archived 20 files (30.0 MB) in 41 s. "
                        + "100 pending.\nContinue with: archiver download @a --types audio\n");
    }

    /** It reads like total loss when nothing is said of what is kept. */
    @Test
    void an_interrupted_run_says_what_it_keeps_of_unfinished_files() {
        summary.on(interrupted(new Kept(3, 101_000_000)));
        assertThat(printed())
                .isEqualTo(
                        "Interrupted; archived 0 files (0 B) in 41 s; 101 MB of 3 unfinished files are kept, and the "
                                + "next run resumes there. 3 pending.\nContinue with: archiver download @a --types audio\n");
    }

    @Test
    void posts_that_are_new_or_were_edited_or_deleted_are_something_new() {
        assertThat(RunSummary.sentence(ended(3, 0, 0, 0), NEXT)).isEqualTo("3 new posts, no files (2 s).");
        assertThat(RunSummary.sentence(ended(3, 1, 2, 0), NEXT))
                .isEqualTo("3 new posts, 1 edited, 2 deleted, no files (2 s).");
        assertThat(RunSummary.sentence(ended(0, 1, 0, 0), NEXT)).isEqualTo("1 post edited, no files (2 s).");
        assertThat(RunSummary.sentence(ended(0, 0, 2, 0), NEXT)).isEqualTo("2 posts deleted, no files (2 s).");
        assertThat(RunSummary.sentence(ended(0, 0, 0, 0), NEXT)).isEqualTo("Nothing new (2 s).");
        assertThat(RunSummary.sentence(ended(9, 2, 1, 4), NEXT))
                .isEqualTo("Archived 4 files (40 B) in 2 s. Nothing failed. 2 posts edited, 1 deleted.");
    }

    private static Event.RunFinished ended(long posts, long edited, long deleted, long files) {
        return new Event.RunFinished(
                Outcome.COMPLETE,
                posts,
                edited,
                deleted,
                files,
                10 * files,
                0,
                0,
                0,
                Optional.empty(),
                Duration.ofSeconds(2),
                Retries.NONE,
                Kept.NONE,
                Optional.empty());
    }

    private static Event.RunFinished interrupted(Kept kept) {
        return new Event.RunFinished(
                Outcome.INTERRUPTED,
                0,
                0,
                0,
                0,
                0,
                3,
                Optional.empty(),
                Duration.ofSeconds(41),
                Retries.NONE,
                kept,
                Optional.empty());
    }

    @Test
    void channels_that_failed_are_named_with_their_reasons() {
        summary.on(new Event.ChannelFailed("@gone", "@gone: no channel has this name"));
        summary.on(new Event.RunFinished(
                Outcome.SOME_FAILED,
                0,
                0,
                0,
                0,
                1,
                0,
                Optional.empty(),
                Duration.ofSeconds(2),
                Retries.NONE,
                Kept.NONE,
                Optional.empty()));
        assertThat(printed()).isEqualTo("""
                Failed channel  Why
                @gone           @gone: no channel has this name

                Archived 0 files (0 B) in 2 s. 1 channel failed.
                Fix the cause, then try again with: archiver download @a --types audio
                """);
    }

    @Test
    void files_that_are_to_be_tried_later_come_with_the_time() {
        Instant next = ManualClock.START.plus(Duration.ofMinutes(12));
        summary.on(new Event.RunFinished(
                Outcome.SOME_FAILED,
                0,
                3,
                30,
                0,
                0,
                2,
                Optional.of(next),
                Duration.ofSeconds(2),
                Retries.NONE,
                Kept.NONE,
                Optional.empty()));
        assertThat(printed())
                .startsWith(
                        "Archived 3 files (30 B) in 2 s. 2 pending.\nTheir last attempt failed; they may be tried again, from ")
                .endsWith(" (in 12 m 00 s), with: archiver download @a --types audio\n");
    }

    @Test
    void an_aborted_run() {
        summary.on(finished(Outcome.ABORTED, 3, 30, 0, 7));
        assertThat(printed()).isEqualTo("""
                        Stopped early; archived 3 files (30 B) in 41 s. 7 pending.
                        What is archived is safe. Fix the cause below, then continue with: archiver download @a --types audio
                        """);
    }

    @Test
    void a_run_that_did_not_finish_has_no_summary() {
        summary.on(failed("worker_1", file(1, 1, "f"), "gone"));
        assertThat(printed()).isEmpty();
    }
}
