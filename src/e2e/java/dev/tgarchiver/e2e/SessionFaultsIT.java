package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.faults.Fault;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What may befall a login or the whole server. Those tests that wait for a minute and more run with {@code
 * -Dtorture.long=true} only.
 */
final class SessionFaultsIT extends EndToEnd {

    private static final String LONG = "torture.long";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        channel = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(8, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(200_000L + id))));
        archiver.loggedIn();
    }

    @AfterEach
    void stop() {
        assertThat(telegram.calls().problems()).isEmpty();
    }

    private void assertComplete(ProgramRun run) throws IOException {
        assertThat(run.exitCode()).as("%s", run).isZero();
        archiver.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
    }

    /** A download that is in the middle of its work, and slow. */
    private ProgramRun begun() throws IOException {
        telegram.conditions().bandwidth(400_000);
        ProgramRun run = archiver.start("download", "@some", "--workers", "2");
        await().atMost(PATIENCE).until(() -> !archiver.archived().isEmpty());
        return run;
    }

    private void assertEndsComplete(ProgramRun run) throws IOException {
        telegram.conditions().bandwidth(0);
        run.await();
        assertComplete(run);
    }

    /** Takes the server away for some seconds. */
    private void away(int seconds) throws IOException {
        telegram.goDown();
        CompletableFuture.runAsync(
                        () -> {
                            try {
                                telegram.goUp();
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS))
                .join();
    }

    @Test
    void a_server_that_is_gone_for_3_s() throws IOException {
        ProgramRun run = begun();
        away(3);
        assertEndsComplete(run);
    }

    @Test
    @EnabledIfSystemProperty(named = LONG, matches = "true")
    void a_server_that_is_gone_for_20_s_is_missed_aloud() throws IOException {
        ProgramRun run = begun();
        away(20);
        assertEndsComplete(run);
        assertThat(run.err()).contains("No connection to Telegram").contains("Connected to Telegram again");
    }

    @Test
    void a_server_that_starts_anew() throws IOException {
        ProgramRun run = begun();
        telegram.restart();
        assertEndsComplete(run);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, -10})
    void a_clock_that_is_10_minutes_off(int minutes) throws IOException {
        telegram.clockAhead(Duration.ofMinutes(minutes));
        assertComplete(archiver.run("", "download", "@some"));
    }

    @Test
    void a_clock_that_is_put_10_minutes_forward_in_mid_run() throws IOException {
        ProgramRun run = begun();
        telegram.clockAhead(Duration.ofMinutes(10));
        assertEndsComplete(run);
    }

    @Test
    void a_salt_that_changes_in_mid_run() throws IOException {
        ProgramRun run = begun();
        telegram.requireSalt(0x5a17_5a17_5a17L);
        assertEndsComplete(run);
    }

    @ParameterizedTest
    @CsvSource({"channels.getMessages, AUTH_KEY_UNREGISTERED", "upload.getFile, SESSION_REVOKED"})
    void a_login_that_telegram_ends_leaves_the_archive_untouched(String method, String error) throws Exception {
        assertComplete(archiver.run("", "download", "@some"));
        Map<Path, ByteBuffer> before = archive();
        for (int id = 9; id <= 12; id++) {
            channel.post(PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(300_000L + id))));
        }
        telegram.faults().error(method, 401, error);
        ProgramRun run = archiver.run("", "download", "@some", "--workers", "1");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(4);
        assertThat(run.err()).contains("Telegram ended this login").contains("run: archiver login");
        assertThat(archive().equals(before)).as("the archive is untouched").isTrue();
        try (TrackerReader tracker = SqliteTracker.openReadOnly(folder.resolve("data/tracker.db"))) {
            assertThat(tracker.integrityCheck()).isEmpty();
        }
        ProgramRun again = archiver.run("", "download", "@some");
        assertThat(again.exitCode()).as("%s", again).isEqualTo(4);

        archiver.login();
        assertComplete(archiver.run("", "download", "@some"));
    }

    private Map<Path, ByteBuffer> archive() throws IOException {
        Map<Path, ByteBuffer> files = new TreeMap<>();
        for (Path path : archiver.archived().values()) {
            files.put(path, ByteBuffer.wrap(Files.readAllBytes(path)));
        }
        return files;
    }

    @Test
    @EnabledIfSystemProperty(named = LONG, matches = "true")
    void a_page_of_history_whose_answer_is_lost_comes_after_a_minute() throws IOException {
        Fault fault = telegram.faults().loseAnswer("messages.getHistory").times(2);
        assertComplete(archiver.run("", "download", "@some"));
        assertThat(fault.happened()).isEqualTo(2);
    }

    @Test
    @EnabledIfSystemProperty(named = LONG, matches = "true")
    void a_flood_wait_of_30_s_for_ever_on_parts_is_shown_after_a_minute() throws IOException {
        telegram.faults().floodWait("upload.getFile", Duration.ofSeconds(30)).forever();
        ProgramRun run = archiver.start("download", "@some", "--workers", "1");
        await().atMost(Duration.ofSeconds(100)).until(() -> run.err().contains("Telegram asks to wait"));
        run.interrupt();
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        telegram.faults().clear();
        assertComplete(archiver.run("", "download", "@some"));
    }

    @Test
    @EnabledIfSystemProperty(named = LONG, matches = "true")
    void answers_that_take_3_s() throws IOException {
        telegram.conditions().roundTrip(Duration.ofSeconds(3));
        assertComplete(archiver.run("", "download", "@some"));
    }
}
