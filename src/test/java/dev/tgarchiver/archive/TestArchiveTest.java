package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakeGate;
import dev.tgarchiver.telegram.FakePost;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.telegram.FakeTelegram.Call;
import dev.tgarchiver.telegram.TelegramFailure;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run from a channel to files: what Telegram may answer meanwhile, and what then is in the archive. */
@Timeout(60)
final class TestArchiveTest {

    @TempDir
    private Path folder;

    private FakeTelegram telegram;
    private FakeChannel channel;
    private TestArchive archive;

    @BeforeEach
    void post() {
        telegram = new FakeTelegram(folder);
        channel = telegram.channel("some").documents(8, 20_000);
        archive = new TestArchive(folder, telegram);
    }

    private void assertComplete(TestRun run) throws Exception {
        assertThat(run.outcome()).as("%s", run).isEqualTo(Outcome.COMPLETE);
        archive.assertHolds(channel);
    }

    @Test
    void every_file_is_archived_under_its_name() throws Exception {
        assertComplete(archive.download(channel));
        assertThat(archive.files()).hasSize(8).containsKey("Some/3_3.bin");
        telegram.clearCalls();
        TestRun again = archive.download(channel);
        assertThat(again.summary()).startsWith("Nothing new");
        assertThat(telegram.calls(Call.FILE)).isEmpty();
    }

    @Test
    void flood_waits_and_faults_of_a_moment_cost_no_file() throws Exception {
        telegram.floodWait(Call.CHANNEL, Duration.ofMinutes(1));
        telegram.floodWait(Call.PAGE, Duration.ofMinutes(1));
        telegram.floodWait(Call.FILE, Duration.ofMinutes(1));
        telegram.fail(Call.PAGE, () -> new TelegramFailure.Transient("INTERNAL"));
        telegram.fail(Call.FILE, () -> new TelegramFailure.Transient("INTERNAL"));
        assertComplete(archive.download(channel));
    }

    @Test
    void a_connection_that_is_cut_costs_only_what_was_still_missing() throws Exception {
        archive.workers(1);
        telegram.fail(Call.FILE, () -> new TelegramFailure.Transient("cut"))
                .at(3)
                .after(15_000);
        assertComplete(archive.download(channel));
        assertThat(telegram.sent()).isEqualTo(8 * 20_000 + 36);
    }

    @Test
    void a_post_that_is_deleted_or_edited_meanwhile_is_gone_or_brings_its_new_file() throws Exception {
        archive.dryRun(true).download(channel);
        channel.delete(2);
        channel.edit(3, FakePost.document("other.bin", 500));
        telegram.endReferences();
        TestRun run = archive.dryRun(false).download(channel);
        assertThat(run.outcome()).isEqualTo(Outcome.SOME_FAILED);
        assertThat(run.finished().failed()).isEqualTo(1);
        archive.assertHolds(channel);
        assertThat(archive.files()).containsKey("Some/3_other.bin");
    }

    @Test
    void a_channel_that_is_closed_fails_alone() throws Exception {
        FakeChannel closed = telegram.channel("closed");
        closed.close();
        TestRun run = archive.download(closed, channel);
        assertThat(run.result().channelFailures()).singleElement().isInstanceOf(TelegramFailure.NoAccess.class);
        archive.assertHolds(channel);
    }

    @Test
    void a_run_without_a_connection_ends() throws Exception {
        telegram.goDown();
        TestRun run = archive.download(channel);
        assertThat(run.result().abort()).containsInstanceOf(TelegramFailure.Unreachable.class);
        telegram.goUp();
        assertComplete(archive.download(channel));
    }

    @Test
    void a_stopped_run_keeps_what_it_has_received() throws Exception {
        archive.workers(1);
        FakeGate gate = telegram.hold(4, 9_000);
        TestRun run = archive.download(
                stopped -> {
                    gate.awaitReached();
                    stopped.stop();
                    gate.open();
                },
                channel.ref());
        assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertComplete(archive.download(channel));
    }

    @Test
    void a_large_file_is_fetched_by_several_workers() throws Exception {
        channel.post(FakePost.document("large.bin", 9 << 20));
        assertComplete(archive.splitAbove(8 << 20).download(channel));
        assertThat(telegram.sent()).isEqualTo(8 * 20_000 + 36 + (9 << 20));
    }
}
