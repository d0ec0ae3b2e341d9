package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No connection to Telegram: from the start, in mid-run, and for longer than any limit of a file. Each test has a server of
 * its own and waits for half a minute: they run at the same time.
 */
@Execution(ExecutionMode.CONCURRENT)
final class OutageIT extends EndToEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String LIMIT = "ARCHIVER_TELEGRAM_CONNECT_TIMEOUT";
    private static final String LONG = "torture.long";

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        channel = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(8, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(2_000_000L + id))));
        archiver.configure("  worker_timeout: 1s\n");
        archiver.loggedIn();
    }

    @AfterEach
    void stop() {
        assertThat(telegram.calls().problems()).isEmpty();
    }

    /** A download that is in the middle of its work, and slow. */
    private ProgramRun begun() throws IOException {
        telegram.conditions().bandwidth(2_000_000);
        ProgramRun run = archiver.start("download", "@some", "--workers", "2");
        await().atMost(PATIENCE).until(() -> !archiver.archived().isEmpty());
        return run;
    }

    private void assertComplete(ProgramRun run) throws IOException {
        assertThat(run.exitCode()).as("%s", run).isZero();
        archiver.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
    }

    private void assertEndsComplete(ProgramRun run) throws IOException {
        telegram.conditions().bandwidth(0);
        assertComplete(run.await());
    }

    /** Of any run so far. */
    private void assertNoAttemptWasCounted() throws IOException {
        assertThat(archiver.log()).doesNotContain("failed, attempt").doesNotContain("failed after");
    }

    private static void assertUnreachable(ProgramRun run) {
        assertThat(run.exitCode()).as("%s", run).isEqualTo(7);
        assertThat(run.err())
                .contains("Telegram is not reachable: no connection through the proxy 127.0.0.1:")
                .contains("telegram.connect_timeout");
    }

    @Test
    void without_a_network_every_command_ends_with_exit_code_7() throws IOException {
        archiver.run("", "download", "@some", "--max-files", "1");
        Files.delete(archiver.archived().values().iterator().next());
        telegram.goDown();
        archiver.environment(LIMIT, "2s");
        for (String command : new String[] {
            "download @some",
            "download @some --dry-run",
            "chats",
            "verify --audit",
            "verify --repair",
            "logout",
            "login"
        }) {
            assertUnreachable(archiver.run("", command.split(" ")));
        }
        telegram.goUp();
        // Nobody was logged out meanwhile.
        assertComplete(archiver.run("", "download", "@some"));
        assertNoAttemptWasCounted();
    }

    @Test
    void a_first_login_without_a_network_ends_with_exit_code_7() throws IOException {
        archiver.run("", "logout");
        telegram.goDown();
        archiver.environment(LIMIT, "2s");
        assertUnreachable(archiver.run("12345\n", "login", "--phone", Installation.PHONE));
    }

    @Test
    void a_server_that_vanishes_in_mid_run_ends_it_with_exit_code_7_and_the_next_run_completes_it() throws IOException {
        archiver.environment(LIMIT, "3s");
        ProgramRun run = begun();
        telegram.goDown();
        run.await();
        assertUnreachable(run);
        telegram.goUp();
        telegram.conditions().bandwidth(0);
        assertComplete(archiver.run("", "download", "@some"));
        assertNoAttemptWasCounted();
    }

    @Test
    void max_duration_ends_the_wait_for_a_connection_with_exit_code_7() throws IOException {
        telegram.goDown();
        archiver.environment(LIMIT, "0");
        ProgramRun run = archiver.run("", "download", "@some", "--max-duration", "2s");
        assertUnreachable(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "auto"})
    void an_outage_longer_than_all_attempts_at_a_file_costs_none(String lanes) throws IOException {
        archiver.environment("ARCHIVER_DOWNLOAD_LANES", lanes);
        ProgramRun run = begun();
        telegram.goDown();
        // Three attempts of a second each, and some to notice.
        await().atMost(PATIENCE).until(() -> archiver.log().contains("reopens its sessions"));
        telegram.goUp();
        assertEndsComplete(run);
        assertThat(run.err()).contains("No connection to Telegram").contains("Connected to Telegram again");
        assertNoAttemptWasCounted();
    }

    @Test
    void a_server_whose_clock_is_put_back_an_hour_in_mid_run_is_believed() throws IOException {
        ProgramRun run = begun();
        telegram.clockAhead(Duration.ofHours(-1));
        assertEndsComplete(run);
        assertNoAttemptWasCounted();
    }

    @Test
    @EnabledIfSystemProperty(named = LONG, matches = "true")
    void a_server_whose_clock_is_put_back_an_hour_is_believed_with_a_long_worker_timeout() throws IOException {
        archiver.configure("");
        a_server_whose_clock_is_put_back_an_hour_in_mid_run_is_believed();
    }

    @Test
    @EnabledIfSystemProperty(named = LONG, matches = "true")
    void a_server_that_is_there_and_answers_nothing_ends_the_run_with_exit_code_7() throws IOException {
        archiver.environment(LIMIT, "10s");
        telegram.faults().loseAnswer("contacts.resolveUsername").forever();
        ProgramRun run = archiver.start("download", "@some");
        await().atMost(Duration.ofMinutes(4)).until(() -> !run.isAlive());
        assertThat(run.exitCode()).as("%s", run).isEqualTo(7);
        assertThat(run.err()).contains("no byte and no answer");
    }
}
