package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.faults.Fault;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from which no more bytes come, while the server otherwise works. */
final class StallIT extends EndToEnd {

    private static final int SILENT = 7;

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        channel = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(10, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(600_000L + id))));
        archiver.configure("  worker_timeout: 2s\n");
        archiver.loggedIn();
    }

    /** The parts of one file are never answered, as often as they are asked for. */
    private Fault silence() {
        long file = Objects.requireNonNull(channel.history().required(SILENT).media())
                .file()
                .id();
        return telegram.faults()
                .loseAnswer("upload.getFile")
                .when(call -> call.arguments().objectAt("location").longAt("id") == file)
                .forever();
    }

    private boolean logged(String file, String what) throws IOException {
        return log().lines().anyMatch(line -> line.contains(file) && line.contains(what));
    }

    private String log() throws IOException {
        return Files.exists(archiver.logFile()) ? archiver.log() : "";
    }

    private void assertArchived() throws IOException {
        archiver.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "auto"})
    void a_file_without_a_new_byte_is_cancelled_and_tried_again(String lanes) throws IOException {
        silence();
        ProgramRun run = archiver.start("download", "@some", "--workers", "3", "--lanes", lanes);
        await().atMost(Duration.ofSeconds(90)).until(() -> logged("7.bin", "failed, attempt 1"));
        telegram.faults().clear();
        run.await();
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(log()).contains("no new byte for 2 s");
        assertArchived();
    }

    @Test
    void a_file_that_never_comes_fails_after_its_attempts_and_the_others_are_archived() throws IOException {
        silence();
        ProgramRun run = archiver.run("", "download", "@some", "--workers", "3");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(3);
        assertThat(logged("7.bin", "failed after 3 attempts")).as(log()).isTrue();
        assertThat(archiver.archived()).hasSize(9).doesNotContainKey(SILENT);
    }
}
