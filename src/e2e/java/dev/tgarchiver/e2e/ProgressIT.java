package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code archiver progress} and {@code archiver stats} tell of a download in another process. */
final class ProgressIT extends EndToEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeEach
    void start() throws IOException {
        telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(12, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(sizeOf(id)))));
    }

    /** Two files come soon, and each of the others takes long: however files share the line, two are done first. */
    private static long sizeOf(int post) {
        return post <= 2 ? 300_000 : 8_000_000;
    }

    /** A download that is under way, and slow. */
    private ProgramRun downloading(String... options) throws IOException {
        archiver.loggedIn();
        telegram.conditions().bandwidth(1_000_000);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "download";
        arguments[1] = "@some";
        System.arraycopy(options, 0, arguments, 2, options.length);
        ProgramRun run = archiver.start(arguments);
        await().atMost(PATIENCE).until(() -> Files.exists(state()) && told() >= 2);
        // Files come several at a time: none of these shall end while the test looks.
        telegram.conditions().bandwidth(50_000);
        return run;
    }

    /** The files that the running download says are done: it tells a moment after each one is at its place. */
    private int told() throws IOException {
        return new ObjectMapper()
                .readTree(Files.readAllBytes(state()))
                .path("files_done")
                .asInt();
    }

    private void atFullSpeed(ProgramRun download) {
        telegram.conditions().bandwidth(0);
        download.await();
    }

    private ProgramRun done(String... arguments) throws IOException {
        ProgramRun run = archiver.run("", arguments);
        assertThat(run.exitCode()).as("%s", run).isZero();
        return run;
    }

    private JsonNode json(String... arguments) throws IOException {
        return new ObjectMapper().readTree(done(arguments).out());
    }

    private Path state() {
        return folder.resolve("data/progress.json");
    }

    @Test
    void before_anything_was_archived_nothing_runs() throws IOException {
        assertThat(done("progress").out()).isEqualTo("""
                No download is running.
                Nothing has been archived here yet.
                """);
        assertThat(json("progress", "--json").toString()).isEqualTo("{\"type\":\"idle\",\"last_run\":null}");
        done("--progress", "--follow");
    }

    @Test
    void a_running_download_is_shown_without_credentials() throws IOException {
        ProgramRun download = downloading();
        // Only the data folder matters; there is nothing in it that leads to Telegram.
        Files.writeString(folder.resolve("other.yaml"), "data_dir: ./data\n");
        JsonNode state = json("--progress", "--json", "--config", "other.yaml");
        assertThat(state.path("type").asText()).isEqualTo("progress");
        assertThat(state.path("files_done").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(state.path("files_known").asInt()).isEqualTo(12);
        assertThat(state.path("queued").asInt()).isPositive();
        assertThat(state.path("workers")).hasSize(3);
        assertThat(done("progress", "--config", "other.yaml").out())
                .contains("Run 1 (download @some), process " + download.pid())
                .contains("/12 files")
                .contains(" queued");
        assertThat(Files.getPosixFilePermissions(state())).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        JsonNode run = json("stats", "--json").path("runs").path(0);
        assertThat(run.path("outcome").asText()).isEqualTo("running");
        assertThat(run.path("files").asInt()).as("so far").isGreaterThanOrEqualTo(2);
        assertThat(run.path("took_ms").asLong()).isPositive();

        atFullSpeed(download);
        assertThat(done("--progress").out())
                .startsWith("No download is running.\nThe last one: Run 1 (download @some), started ")
                .contains("complete, 12 files (80.6 MB) in ");
        assertThat(state()).doesNotExist();
    }

    @Test
    void a_killed_download_is_not_running() throws IOException {
        ProgramRun download = downloading("--types", "document", "-c", "config.yaml");
        download.kill();
        download.await();
        assertThat(state()).exists();
        assertThat(done("progress").out())
                .startsWith("No download is running.\n")
                .contains("killed, ")
                .endsWith("What it archived is safe. Continue with: archiver download @some --types document -c "
                        + folder.resolve("config.yaml").toAbsolutePath() + "\n");
        JsonNode state = json("progress", "--json");
        assertThat(state.path("type").asText()).isEqualTo("idle");
        assertThat(state.path("last_run").path("outcome").asText()).isEqualTo("killed");
        assertThat(state.path("last_run").path("files").asInt()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void following_ends_with_the_download() throws IOException {
        ProgramRun download = downloading();
        ProgramRun lines = archiver.start("progress", "--follow");
        ProgramRun objects = archiver.start("progress", "--follow", "--json");
        await().atMost(PATIENCE)
                .until(() -> lines.err().contains("/12 files")
                        && objects.out().lines().count() >= 2);
        atFullSpeed(download);
        lines.await();
        objects.await();
        assertThat(lines.exitCode()).as("%s", lines).isZero();
        assertThat(lines.out()).startsWith("Run 1 (download @some)").contains("complete, 12 files");
        assertThat(lines.err()).doesNotContain("\u001b");
        assertThat(objects.exitCode()).as("%s", objects).isZero();
        List<String> states = objects.out().lines().toList();
        assertThat(states.get(0)).startsWith("{\"type\":\"progress\"");
        assertThat(states.get(states.size() - 1))
                .startsWith("{\"type\":\"idle\"")
                .contains("\"outcome\":\"complete\"");
    }

    @Test
    void who_follows_may_leave_and_the_download_goes_on() throws IOException {
        ProgramRun download = downloading();
        ProgramRun follower = archiver.start("progress", "--follow");
        await().atMost(PATIENCE).until(() -> follower.err().contains("/12 files"));
        follower.interrupt();
        follower.await();
        assertThat(follower.exitCode()).as("%s", follower).isEqualTo(130);
        assertThat(download.isAlive()).isTrue();
        atFullSpeed(download);
        assertThat(download.exitCode()).isZero();
    }

    @Test
    void a_limit_is_what_progress_is_measured_by() throws IOException {
        ProgramRun download = downloading("--max-files", "6");
        JsonNode state = json("progress", "--json");
        assertThat(state.path("files_goal").asInt()).isEqualTo(6);
        assertThat(state.path("files_known").asInt()).isEqualTo(12);
        assertThat(state.path("percent").asInt()).isBetween(33, 99);
        atFullSpeed(download);
        assertThat(download.err()).contains("6/6 files (100%)");
        assertThat(download.out())
                .contains("Archived 6 files")
                .contains("stopped at the limit of 6 files per run (download.max_files_per_run)")
                .contains("Continue with: archiver download");
    }

    @Test
    void a_flood_wait_is_counted_down() throws IOException {
        archiver.loggedIn();
        telegram.faults().error("upload.getFile", 420, "FLOOD_WAIT_300").times(100);
        ProgramRun download = archiver.start("download", "@some");
        await().atMost(PATIENCE)
                .until(() -> json("progress", "--json").path("flood_wait_until").isTextual());
        assertThat(done("progress").out()).contains("Telegram asks to wait ");
        download.interrupt();
        download.await();
        assertThat(download.exitCode()).as("%s", download).isEqualTo(130);
        assertThat(download.out())
                .startsWith("Interrupted; archived 0 files")
                .contains("12 pending.\nContinue with: archiver download");
    }
}
