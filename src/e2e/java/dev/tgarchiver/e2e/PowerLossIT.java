package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The machine loses its power in the middle of a download: the process is killed, what TDLib wrote and did not sync is
 * lost in part, and the system has another boot id. TDLib itself trusts what its notes say of a partial file.
 */
final class PowerLossIT extends EndToEnd {

    private static final int FILE = 6_000_000;

    /** Of the parts that TDLib asks for. */
    private static final int PART = 64 << 10;

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        channel = telegram.world().channel("Some Channel").username("some");
        channel.post(PostDraft.media(Media.document("large.bin", RemoteFile.ofSize(FILE))));
        Path bootId = folder.resolve("boot_id");
        archiver.environment("ARCHIVER_JAVA_OPTS", "-Darchiver.boot_id_file=" + bootId);
        boot("first");
        // One file at a time: with two, the first worker may have both.
        archiver.configure("  lane_window: off\n");
        archiver.loggedIn();
    }

    private void boot(String id) throws IOException {
        Files.writeString(folder.resolve("boot_id"), id + "\n");
    }

    /** The beginnings of files, in the cache and in the lanes, that have been written to since. */
    private List<Path> partials(FileTime since) throws IOException {
        try (Stream<Path> paths = Files.walk(folder.resolve("data"))) {
            return paths.filter(path -> path.resolveSibling("").endsWith("temp"))
                    .filter(path -> size(path) > 2_000_000 && written(path).compareTo(since) > 0)
                    .toList();
        } catch (UncheckedIOException e) {
            // A file went away under the walk.
            return List.of();
        }
    }

    private static FileTime written(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            return 0;
        }
    }

    private Path killedInTheMiddle(String... options) throws IOException {
        List<Path> partials = killedWith(1, options);
        assertThat(partials).hasSize(1);
        return partials.get(0);
    }

    private List<Path> killedWith(int workers, String... options) throws IOException {
        telegram.conditions().bandwidth(2_000_000);
        FileTime start = FileTime.from(Instant.now());
        ProgramRun run = archiver.start(download(workers, options));
        await().atMost(Duration.ofSeconds(60)).until(() -> partials(start).size() == workers);
        run.kill();
        run.await();
        telegram.conditions().bandwidth(0);
        return partials(start);
    }

    private List<Post> posts() {
        return channel.history().ids().stream().map(channel.history()::required).toList();
    }

    private static String[] download(int workers, String... options) {
        return Stream.concat(Stream.of("download", "@some", "--workers", Integer.toString(workers)), Stream.of(options))
                .toArray(String[]::new);
    }

    private static RemoteFile file(Post post) {
        return Objects.requireNonNull(post.media()).file();
    }

    private ProgramRun finish(int workers) throws IOException {
        telegram.calls().clear();
        ProgramRun run = archiver.run("", download(workers));
        assertThat(run.exitCode()).as("%s", run).isZero();
        archiver.assertArchiveIs(posts());
        return run;
    }

    @Test
    void what_was_not_synced_is_not_trusted_after_another_boot() throws IOException {
        Path partial = killedInTheMiddle();
        LostPower.in(folder.resolve("data"));
        boot("second");
        ProgramRun run = finish(1);
        assertThat(run.err()).contains("may have holes");
        assertThat(partial).doesNotExist();
        assertThat(folder.resolve("data/lanes")).doesNotExist();
    }

    @Test
    void nor_is_what_a_lane_has_begun() throws IOException {
        channel.post(PostDraft.media(Media.document("another.bin", RemoteFile.ofSize(FILE))));
        List<Path> partials = killedWith(2);
        assertThat(partials).anyMatch(path -> path.startsWith(folder.resolve("data/lanes")));
        LostPower.in(folder.resolve("data"));
        boot("second");
        finish(2);
    }

    @Test
    void in_the_same_boot_a_killed_download_goes_on_where_it_was() throws IOException {
        killedInTheMiddle();
        ProgramRun run = finish(1);
        assertThat(run.err()).doesNotContain("may have holes");
        assertThat(telegram.calls().count("upload.getFile")).isLessThan(FILE / PART);
    }

    @Test
    void a_run_that_ended_in_order_is_gone_on_with_after_any_boot() throws IOException {
        telegram.conditions().bandwidth(2_000_000);
        ProgramRun run = archiver.start(download(1));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> partials(FileTime.fromMillis(0)).size() == 1);
        telegram.conditions().bandwidth(20_000);
        run.interrupt();
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        telegram.conditions().bandwidth(0);
        boot("second");
        finish(1);
        assertThat(telegram.calls().count("upload.getFile")).isLessThan(FILE / PART);
    }

    /**
     * TDLib's notes are of two kinds, and the disk keeps neither in step with the other: here it has forgotten which
     * numbers of partial files it has used, but not which partial file belongs to which post.
     */
    @Test
    void a_new_partial_file_is_never_taken_for_an_old_one() throws IOException {
        channel.history().delete(1);
        channel.post(PostDraft.media(Media.document("first.bin", RemoteFile.ofSize(100_000))));
        // So that TDLib counts its partial files at all.
        finish(1);
        Path log = folder.resolve("data/session/td.binlog");
        Path earlier = Files.copy(log, folder.resolve("earlier.binlog"));

        Post old = channel.post(PostDraft.media(Media.document("old.bin", RemoteFile.ofSize(FILE))));
        Post fresh = channel.post(PostDraft.media(Media.document("fresh.bin", RemoteFile.ofSize(FILE - 1))));
        Path oldPartial = killedInTheMiddle("--min-size", Integer.toString(FILE));
        Files.copy(earlier, log, StandardCopyOption.REPLACE_EXISTING);
        boot("second");
        // The smaller one gets the number that the larger one had, which is not to be begun with it.
        Path freshPartial = killedInTheMiddle("--max-files", "1");
        assertThat(freshPartial)
                .hasFileName(oldPartial.getFileName().toString())
                .isNotEqualTo(oldPartial);
        channel.history().delete(fresh.id());
        telegram.faults().expireFileReferences();
        ProgramRun run = archiver.run("", download(1));
        assertThat(run.exitCode()).as("%s", run).isEqualTo(3);
        assertThat(archiver.archived(old.id())).hasBinaryContent(file(old).bytes(0, FILE));
    }
}
