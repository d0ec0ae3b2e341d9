package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakeGate;
import dev.tgarchiver.telegram.FakePost;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.tracker.Tracker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a limit leaves, and what a run says of it. */
@Timeout(60)
final class RunLimitsTest {

    @TempDir
    private Path folder;

    private FakeTelegram telegram;
    private FakeChannel channel;
    private TestArchive archive;

    @BeforeEach
    void post() {
        telegram = new FakeTelegram(folder);
        channel = telegram.channel("some").posts(10, id -> FakePost.document(id + ".bin", 1_000 * id));
        archive = new TestArchive(folder, telegram).template("{id}");
    }

    /** The whole channel is known before a run begins, so that it begins with the smallest file. */
    private void walk() throws Exception {
        try (Tracker tracker = archive.tracker()) {
            tracker.remember(channel.channel(), taken -> "Some");
            tracker.recordPosts(channel.chatId(), channel.posts());
        }
    }

    private TestRun download(Outcome outcome) throws Exception {
        TestRun run = archive.download(channel);
        assertThat(run.outcome()).as("%s", run).isEqualTo(outcome);
        return run;
    }

    private void finish() throws Exception {
        archive.limits(0, 0, Duration.ZERO, 0);
        download(Outcome.COMPLETE);
        archive.assertHolds(channel);
    }

    @Test
    void bytes() throws Exception {
        walk();
        archive.maxBytes(12_000);
        TestRun run = download(Outcome.LIMIT_REACHED);
        assertThat(archive.files())
                .as("1 + 2 + 3 + 4 KB; 5 more would be too much")
                .containsOnlyKeys("1.bin", "2.bin", "3.bin", "4.bin");
        assertThat(run.summary())
                .contains("stopped at the limit of 12.0 KB per run (download.max_bytes_per_run)."
                        + " 6 files (45.0 KB) pending.");
        finish();
    }

    @Test
    void too_large_a_file_does_not_end_the_walk_to_smaller_ones() throws Exception {
        // The first that the walk finds is the newest, of 10 KB.
        archive.maxBytes(3_000);
        assertThat(download(Outcome.LIMIT_REACHED).summary()).contains("limit");
        assertThat(archive.files()).containsOnlyKeys("1.bin", "2.bin");
    }

    @Test
    void a_limit_below_the_smallest_file_fetches_nothing_and_says_so() throws Exception {
        archive.maxBytes(500);
        assertThat(download(Outcome.LIMIT_REACHED).summary())
                .contains("limit of 500 B per run (download.max_bytes_per_run). 10 files");
        assertThat(archive.files()).isEmpty();
        finish();
    }

    @Test
    void the_limit_of_files_says_what_is_left() throws Exception {
        walk();
        archive.maxFiles(9);
        TestRun run = download(Outcome.LIMIT_REACHED);
        assertThat(run.summary())
                .contains("limit of 9 files per run (download.max_files_per_run). 1 file (10.0 KB) pending.");
        assertThat(run.sentence()).hasLineCount(1).contains("stopped at the limit of 9 files per run");
        download(Outcome.COMPLETE);
        finish();
    }

    @Test
    void time() throws Exception {
        FakeGate never = telegram.hold(1, 500);
        archive.workers(1).limits(0, 0, Duration.ofSeconds(4), 0);
        TestRun run = download(Outcome.LIMIT_REACHED);
        assertThat(run.summary()).contains("limit of 4 s per run (download.max_duration)");
        assertThat(archive.files()).hasSizeLessThan(10);
        never.open();
        finish();
    }

    @Test
    void time_that_suffices_changes_nothing() throws Exception {
        archive.limits(0, 0, Duration.ofDays(1), 0);
        assertThat(download(Outcome.COMPLETE).summary()).contains("Archived 10 files");
        archive.assertHolds(channel);
    }

    @Test
    void free_space() throws Exception {
        walk();
        archive.limits(0, 0, Duration.ZERO, 4_000_000_000_000_000L);
        TestRun run = download(Outcome.ABORTED);
        assertThat(run.result().abort())
                .hasValueSatisfying(cause -> assertThat(cause)
                        .hasMessageContaining("Not enough space in " + archive.downloads())
                        .hasMessageContaining("the next file needs")
                        .hasMessageContaining("4.0 PB must stay free (download.min_free_space)"));
        assertThat(archive.files()).isEmpty();
        finish();
    }

    @Test
    void a_full_disk_is_no_trouble_when_there_is_nothing_to_fetch() throws Exception {
        finish();
        archive.limits(0, 0, Duration.ZERO, 4_000_000_000_000_000L);
        download(Outcome.COMPLETE);
    }
}
