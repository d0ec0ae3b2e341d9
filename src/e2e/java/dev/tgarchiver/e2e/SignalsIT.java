package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C, SIGTERM and SIGHUP, at moments when they are easily lost. */
final class SignalsIT extends LoggedIn {

    /** Ten seconds' grace for files in flight, and the end. */
    private static final Duration IN_TIME = Duration.ofSeconds(12);

    private static final Duration LONG = Duration.ofSeconds(60);

    /** Bytes that fill a pipe. */
    private static final int PIPE = 64 << 10;

    private void assertInterrupted(ProgramRun run) throws IOException {
        await().atMost(IN_TIME).until(() -> !run.isAlive());
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        assertThat(run.err()).doesNotContain("rror");
        assertNoCopyOfTheLogin();
    }

    private void assertNoCopyOfTheLogin() throws IOException {
        Path lanes = folder.resolve("data/lanes");
        if (Files.exists(lanes)) {
            try (Stream<Path> left = Files.walk(lanes)) {
                assertThat(left.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    private void awaitLog(String text) {
        Path log = folder.resolve("data/logs/downloader.log");
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> Files.exists(log) && archiver.log().contains(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void a_signal_while_the_session_opens_ends_a_download_before_it_walks(String signal) throws IOException {
        Channel channel = channel(3, 1_000);
        ProgramRun run = start();
        awaitLog("archiver download starts");
        run.signal(signal);
        assertInterrupted(run);
        assertThat(telegram.calls().methods()).doesNotContain("messages.getHistory");
        assertComplete(run(), channel);
    }

    @ParameterizedTest
    @CsvSource({
        "chats, messages.getDialogs, INT",
        "chats, messages.getDialogs, HUP",
        "chats, messages.getDialogs, TERM",
    })
    void a_command_that_waits_for_telegram_ends(String command, String method, String signal) throws IOException {
        telegram.faults().loseAnswer(method).forever();
        ProgramRun run = archiver.start(command);
        await().atMost(LONG).until(() -> telegram.calls().count(method) > 0);
        run.signal(signal);
        assertInterrupted(run);
        telegram.faults().clear();
        ProgramRun next = archiver.run("", "chats");
        assertThat(next.exitCode()).as("%s", next).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void a_signal_ends_an_audit_and_a_repair(String signal) throws IOException {
        Channel channel = channel(3, 1_000);
        assertComplete(run(), channel);
        telegram.calls().clear();
        telegram.faults().loseAnswer("channels.getMessages").forever();
        ProgramRun audit = archiver.start("verify", "--audit");
        await().atMost(LONG).until(() -> telegram.calls().count("channels.getMessages") > 0);
        audit.signal(signal);
        assertInterrupted(audit);

        Files.delete(archiver.archived(2));
        ProgramRun repair = archiver.start("verify", "--repair");
        awaitLog("archiver verify --repair starts");
        repair.signal(signal);
        assertInterrupted(repair);
    }

    @Test
    void a_signal_stops_a_run_whose_output_nobody_reads() throws IOException {
        channel(3, 8_000_000);
        telegram.conditions().bandwidth(200_000);
        ProgramRun run = unread("download @" + name + " --json");
        await().atMost(LONG).until(() -> telegram.calls().count("upload.getFile") > 0);
        run.interrupt();
        await().atMost(IN_TIME).until(() -> !run.isAlive());
        assertThat(run.exitCode()).as(archiver.log()).isEqualTo(130);
        assertThat(archiver.log()).contains("INTERRUPTED");
    }

    @Test
    void a_signal_ends_a_command_that_waits_for_its_reader() throws IOException {
        ProgramRun run = unread("chats");
        awaitLog("archiver chats starts");
        await().atMost(LONG).until(() -> telegram.calls().count("messages.getDialogs") > 0);
        run.signal("TERM");
        await().atMost(IN_TIME).until(() -> !run.isAlive());
        assertThat(run.exitCode()).isEqualTo(130);
    }

    @Test
    void a_second_ctrl_c_says_that_it_leaves_and_takes_the_copies_of_the_login_along() throws IOException {
        channel(3, 8_000_000);
        telegram.conditions().bandwidth(500_000);
        ProgramRun run = start();
        await().atMost(LONG).until(() -> telegram.calls().count("upload.getFile") > 0);
        run.interrupt();
        await().atMost(LONG).until(() -> run.err().contains("Stopping"));
        run.interrupt();
        await().atMost(Duration.ofSeconds(3)).until(() -> !run.isAlive());
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        assertThat(run.err()).contains("Leaving at once");
        assertThat(folder.resolve("data/lanes/snapshot")).doesNotExist();
    }

    /** With a pipe for its outputs that is full and that nobody reads. */
    private ProgramRun unread(String arguments) throws IOException {
        return archiver.launch(List.of(
                "sh",
                "-c",
                "mkfifo pipe && exec 3<>pipe && head -c " + PIPE + " /dev/zero >&3 && exec '"
                        + Distribution.TESTED.program() + "' " + arguments + " >&3 2>&3"));
    }
}
