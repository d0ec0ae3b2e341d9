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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A large file that several workers fetch together: the same bytes, the same rules, and nothing is left behind. */
final class SplitIT extends LoggedIn {

    private static final String PART = "upload.getFile";
    private static final long MIB = 1 << 20;
    private static final long CHUNK = 4 * MIB;
    private static final long SIZE = 50_000_000;
    private static final int CHUNKS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String FOUR = "--workers=4";

    @BeforeEach
    void start() throws IOException {
        archiver.configure("  split_above: 32MiB\n");
        telegram.calls().clear();
    }

    private Channel channelOf(long... sizes) {
        return telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(
                        sizes.length,
                        id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(sizes[id - 1]))));
    }

    private void assertWhole(ProgramRun run, Channel channel) throws IOException {
        assertComplete(run, channel);
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(lanes()).doesNotExist();
        try (Stream<Path> left = Files.walk(folder.resolve("data"))) {
            assertThat(left.filter(Files::isRegularFile)
                            .filter(path -> !path.startsWith(archiver.downloads()))
                            .filter(path -> size(path) > 16 * MIB))
                    .isEmpty();
        }
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            return 0;
        }
    }

    private Path lanes() {
        return folder.resolve("data/lanes");
    }

    private static long offset(Call call) {
        return call.arguments().longAt("offset");
    }

    private Set<Long> parts() {
        Set<Long> offsets = new HashSet<>();
        for (Call call : telegram.calls().of(PART)) {
            offsets.add(offset(call));
        }
        return offsets;
    }

    private static Predicate<Call> inChunk(int chunk) {
        return call -> offset(call) / CHUNK == chunk;
    }

    @Test
    void one_file_is_fetched_by_all_four_workers() throws IOException {
        Channel channel = channelOf(100_000_000);
        telegram.conditions().roundTrip(Duration.ofMillis(50));
        assertWhole(run(FOUR), channel);
        assertThat(archiver.log())
                .contains("is split into 24 chunks of 4 MiB, 0 of them already complete")
                .containsPattern("(?s)helped with post.*helped with post.*helped with post")
                .doesNotContain("Cannot help with post");
        assertThat(telegram.calls().of(PART)).as("no part twice").hasSize(parts().size());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archiver.archived(1))))
                .as("as any other file")
                .isEqualTo(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(Files.createFile(folder.resolve("any other")))));
    }

    @Test
    void two_workers_with_a_file_each_fetch_both_together() throws IOException {
        Channel channel = channelOf(SIZE, SIZE);
        telegram.conditions().roundTrip(Duration.ofMillis(50));
        assertWhole(run("--workers=2"), channel);
        String log = archiver.log();
        assertThat(log).doesNotContain("Cannot help with post");
        Matcher helper =
                Pattern.compile("\\[(worker_\\d)\\].* helped with post").matcher(log);
        assertThat(helper.find()).isTrue();
        Pattern done = Pattern.compile("\\[" + helper.group(1) + "\\].* done, ");
        assertThat(done.matcher(log.substring(0, helper.start())).find())
                .as("the helper's own file was done before it helped")
                .isFalse();
        assertThat(telegram.calls().of(PART)).as("no part twice").hasSize(2 * parts().size());
    }

    @Test
    void further_ranges_are_written_straight_into_the_gathered_file() throws IOException {
        Channel channel = channelOf(100_000_000);
        telegram.conditions().bandwidth(20_000_000);
        ProgramRun run = start(FOUR);
        await().atMost(PATIENCE).until(this::isWrittenByALane);
        run.await();
        assertWhole(run, channel);
    }

    /** Whether the file that is gathered is also a partial file of TDLib's. */
    private boolean isWrittenByALane() throws IOException {
        try (Stream<Path> all = Files.walk(lanes())) {
            return all.filter(path -> path.endsWith("bytes")).anyMatch(path -> links(path) > 1);
        } catch (UncheckedIOException | NoSuchFileException e) {
            return false;
        }
    }

    private static int links(Path path) {
        try {
            return (int) Files.getAttribute(path, "unix:nlink");
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void files_of_all_sizes_and_the_last_ones_split() throws IOException {
        Channel channel = channelOf(100_000, 2_000_000, 40_000_000, 50_000_000, 33_554_432, SIZE);
        assertWhole(run(FOUR), channel);
        assertThat(archiver.log()).contains("chunks of 4 MiB");
    }

    @Test
    void off_one_lane_and_smaller_files_are_as_they_were() throws IOException {
        Channel channel = channelOf(34_000_000);
        archiver.configure("  split_above: off\n");
        assertWhole(run(FOUR), channel);
        archiver.configure("  split_above: 40MB\n");
        channel.post(PostDraft.media(Media.document("b.bin", RemoteFile.ofSize(39_999_999))));
        assertWhole(run(FOUR), channel);
        archiver.configure("  split_above: 32MiB\n");
        channel.post(PostDraft.media(Media.document("c.bin", RemoteFile.ofSize(41_000_000))));
        assertWhole(run("--workers=4", "--lanes=1"), channel);
        assertThat(archiver.log()).doesNotContain("chunks");
    }

    @Test
    void a_range_that_fails_is_fetched_again() throws IOException {
        Channel channel = channelOf(SIZE);
        telegram.conditions().roundTrip(Duration.ofMillis(50));
        Fault fault = telegram.faults()
                .error(PART, 400, "LOCATION_INVALID")
                .when(inChunk(2))
                .after(30);
        assertWhole(run(FOUR), channel);
        assertThat(fault.happened()).isEqualTo(1);
        assertThat(archiver.log()).containsPattern("Cannot help with post|failed, attempt 1");
    }

    @Test
    void a_flood_wait_on_one_range_holds_all_back_and_counts_as_no_attempt() throws IOException {
        Channel channel = channelOf(SIZE);
        telegram.conditions().roundTrip(Duration.ofMillis(50));
        telegram.faults().error(PART, 420, "FLOOD_WAIT_61").when(inChunk(3)).after(30);
        ProgramRun run = start(FOUR);
        await().atMost(PATIENCE).until(() -> run.err().contains("Telegram asks to wait"));
        run.interrupt();
        run.await();
        assertThat(archiver.log()).doesNotContain("attempt");
        assertWhole(run(FOUR), channel);
    }

    @Test
    void a_stalled_range_is_given_up_after_worker_timeout() throws IOException {
        Channel channel = channelOf(SIZE);
        archiver.configure("  split_above: 32MiB\n  worker_timeout: 10\n");
        telegram.conditions().roundTrip(Duration.ofMillis(50));
        Fault fault = telegram.faults().loseAnswer(PART).when(inChunk(2)).after(30);
        assertWhole(run(FOUR), channel);
        assertThat(fault.happened()).isEqualTo(1);
        assertThat(archiver.log()).contains("no new byte for 10 s");
    }

    @Test
    void file_references_that_expire_in_the_middle_are_renewed() throws IOException {
        Channel channel = channelOf(SIZE);
        telegram.conditions().bandwidth(20_000_000);
        ProgramRun run = start(FOUR);
        await().atMost(PATIENCE).until(() -> parts().size() > 200);
        telegram.faults().expireFileReferences();
        run.await();
        assertWhole(run, channel);
    }

    @Test
    void a_post_that_is_deleted_in_the_middle_is_gone_and_nothing_of_it_stays() throws IOException {
        Channel channel = channelOf(SIZE);
        telegram.conditions().bandwidth(9_000_000);
        ProgramRun run = start(FOUR);
        await().atMost(PATIENCE).until(() -> parts().size() > 200);
        channel.history().delete(1);
        telegram.faults().expireFileReferences();
        telegram.conditions().bandwidth(0);
        run.await();
        assertThat(run.exitCode()).as("%s\n%s", run, archiver.log()).isEqualTo(3);
        assertThat(archiver.archived()).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void a_post_that_is_edited_in_the_middle_brings_its_new_file_and_nothing_of_the_old_one() throws IOException {
        Channel channel = channelOf(SIZE);
        telegram.conditions().bandwidth(9_000_000);
        ProgramRun run = start(FOUR);
        await().atMost(PATIENCE).until(() -> parts().size() > 200);
        channel.history().edit(1, PostDraft.media(Media.document("other.bin", RemoteFile.ofSize(45_000_000))));
        telegram.conditions().bandwidth(0);
        run.await();
        assertWhole(run, channel);
        assertThat(archiver.log()).contains("is no longer wanted");
    }

    private ProgramRun halfDone() throws IOException {
        telegram.conditions().bandwidth(15_000_000);
        ProgramRun run = start(FOUR);
        await().atMost(PATIENCE).until(() -> wholeChunks() >= 2);
        telegram.conditions().bandwidth(20_000);
        return run;
    }

    private int wholeChunks() throws IOException {
        if (Files.notExists(lanes())) {
            return 0;
        }
        try (Stream<Path> inside = Files.list(lanes())) {
            List<Path> journals = inside.map(lane -> lane.resolve("chunks"))
                    .filter(Files::exists)
                    .toList();
            return journals.isEmpty()
                    ? 0
                    : (int) Files.readAllLines(journals.get(0)).stream()
                            .filter(line -> line.matches("[0-9]+"))
                            .count();
        }
    }

    @Test
    void after_a_kill_the_whole_chunks_are_kept_even_for_one_worker() throws IOException {
        Channel channel = channelOf(SIZE);
        ProgramRun run = halfDone();
        run.kill();
        run.await();
        int whole = wholeChunks();
        assertThat(whole).isBetween(2, CHUNKS - 1);
        ProgramRun cleanup = archiver.run("", "cleanup");
        assertThat(cleanup.exitCode()).as("%s", cleanup).isZero();
        assertThat(wholeChunks()).as("to go on with").isEqualTo(whole);

        telegram.conditions().bandwidth(0);
        telegram.calls().clear();
        assertWhole(run("--workers=1"), channel);
        assertThat(parts().size()).isLessThanOrEqualTo((int) ((SIZE - (whole - 1) * CHUNK) / (64 << 10)) + 1);
        assertThat(parts().size()).isGreaterThan(10);
    }

    @Test
    void after_ctrl_c_the_next_run_goes_on_with_the_whole_chunks() throws IOException {
        Channel channel = channelOf(SIZE);
        ProgramRun run = halfDone();
        run.interrupt();
        await().atMost(PATIENCE).until(() -> run.err().contains("Stopping"));
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        int whole = wholeChunks();
        telegram.conditions().bandwidth(0);
        telegram.calls().clear();
        assertWhole(run(FOUR), channel);
        assertThat(archiver.log()).contains(whole + " of them already complete");
        assertThat(parts().size()).isLessThanOrEqualTo((int) ((SIZE - (whole - 1) * CHUNK) / (64 << 10)) + 1);
    }
}
