package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.faults.Call;
import dev.tgarchiver.localtelegram.faults.Fault;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Posts that a lane looks up together: how few calls they cost, and what becomes of those that change meanwhile. The lanes of
 * the run that walks do not know them; later ones do, from the copy of the session.
 */
final class LookUpIT extends LoggedIn {

    private static final String LOOK_UP = "channels.getMessages";
    private static final String PART = "upload.getFile";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Whether a call asks for posts that are there; TDLib asks for later ones by itself. */
    private static boolean asksFor(Channel channel, Call call) {
        return ids(call).allMatch(id -> id <= channel.history().topId());
    }

    private static Stream<Integer> ids(Call call) {
        return call.arguments().objectsAt("id").stream().map(id -> id.intAt("id"));
    }

    /** The posts of a call that asks for more than a worker begins at once: the last ones have to wait. */
    private List<Integer> asked(Channel channel) {
        return lookUps(channel).stream()
                .map(call -> ids(call).toList())
                .filter(ids -> ids.size() >= 20)
                .findFirst()
                .orElse(List.of());
    }

    private List<Call> lookUps(Channel channel) {
        return telegram.calls().of(LOOK_UP).stream()
                .filter(call -> asksFor(channel, call))
                .toList();
    }

    @Test
    void a_hundred_files_cost_a_few_calls_at_the_rate_that_is_set() throws IOException {
        Channel channel = channel(100, 5_000);
        assertComplete(run("--workers", "2"), channel);
        // Six on an idle machine; each call asks for what the workers will soon need, so slow ones ask for less at
        // once.
        assertThat(lookUps(channel)).hasSizeBetween(1, 20);
    }

    @Test
    void small_files_do_not_wait_behind_a_large_one_while_another_worker_is_idle() throws IOException {
        // The walk sees the last post first, so its file has waited longest: it is the tenth that is taken.
        Channel channel = telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(
                        200,
                        id -> PostDraft.media(
                                Media.document(id + ".bin", RemoteFile.ofSize(id == 200 ? 30_000_000 : 20_000 + id))));
        // So long that the worker with the large file begins no other beside it.
        telegram.conditions().roundTrip(Duration.ofMillis(300)).bandwidth(2_000_000);
        assertComplete(run("--workers=2"), channel);
        List<String> done =
                archiver.log().lines().filter(line -> line.contains(" done, ")).toList();
        assertThat(done).hasSize(200);
        assertThat(done.get(199)).contains(" 200.bin of post");
    }

    @Test
    void a_call_that_fails_is_made_up_for_file_by_file() throws IOException {
        Channel channel = channel(60, 5_000);
        Fault fault = telegram.faults()
                .error(LOOK_UP, 400, "MESSAGE_IDS_EMPTY")
                .when(call -> asksFor(channel, call) && ids(call).count() > 1);
        assertComplete(run("--workers", "2"), channel);
        assertThat(fault.happened()).isEqualTo(1);
        assertThat(lookUps(channel)).anyMatch(call -> ids(call).count() == 1);
        assertThat(archiver.log()).doesNotContain("failed, attempt");
    }

    @Test
    void a_flood_wait_for_the_call_counts_no_attempt() throws IOException {
        Channel channel = channel(60, 5_000);
        Fault fault = telegram.faults()
                .floodWait(LOOK_UP, Duration.ofSeconds(100))
                .when(call -> asksFor(channel, call))
                .forever();
        ProgramRun run = start("--workers", "2");
        await().atMost(PATIENCE).until(() -> run.err().contains("Telegram asks to wait"));
        run.interrupt();
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        assertThat(fault.happened()).isPositive();
        assertThat(archiver.log()).doesNotContain("failed, attempt");
        telegram.faults().clear();
        assertComplete(run(), channel);
    }

    @Test
    void a_post_that_is_deleted_and_one_that_is_edited_after_they_were_looked_up() throws IOException {
        Channel channel = channel(100, 20_000);
        channel.joinedBy(user);
        // Slow enough that the last ones that were asked for wait for their turn when the first ones are under way.
        telegram.conditions().bandwidth(100_000);
        ProgramRun run = start("--workers", "2");
        await().atMost(PATIENCE)
                .until(() -> run.err().contains("Walked") && telegram.calls().count(PART) > 0);
        await().atMost(PATIENCE).until(() -> !asked(channel).isEmpty());
        List<Integer> asked = asked(channel);
        int deleted = asked.get(asked.size() - 1);
        int edited = asked.get(asked.size() - 2);
        channel.history().delete(deleted);
        channel.history().edit(edited, PostDraft.media(Media.document("other.bin", RemoteFile.ofSize(30_000))));
        telegram.faults().expireFileReferences();
        telegram.conditions().bandwidth(0);
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(3);
        assertThat(run.out()).containsPattern(deleted + "\\.bin.*deleted").contains("Archived 99 files");
        assertArchived(channel);
    }
}
