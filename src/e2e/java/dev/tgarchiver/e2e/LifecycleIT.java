package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How runs begin, meet each other, and end. */
final class LifecycleIT extends EndToEnd {

    /** More than can come while a run that is told to stop ends what it has begun. */
    private static final int FILES = 20;

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        channel = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(FILES, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(400_000L * id))));
        archiver.loggedIn();
        telegram.conditions().bandwidth(4_000_000);
    }

    private List<Post> posts() {
        return channel.history().ids().stream().map(channel.history()::required).toList();
    }

    private ProgramRun downloadBegun() throws IOException {
        ProgramRun run = archiver.start("download", "@some");
        await().atMost(Duration.ofSeconds(60)).until(() -> archiver.archived().size() >= 2);
        return run;
    }

    private void finish() throws IOException {
        telegram.conditions().bandwidth(0);
        ProgramRun run = archiver.run("", "download", "@some");
        assertThat(run.exitCode()).as("%s", run).isZero();
        archiver.assertArchiveIs(posts());
    }

    @Test
    void ctrl_c_ends_a_run_in_order_and_the_next_goes_on() throws IOException {
        ProgramRun run = downloadBegun();
        run.interrupt();
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        assertThat(run.err())
                .contains("Stopping; waiting up to 10 s for current files. Press Ctrl-C again to quit now.");
        assertThat(archiver.archived()).hasSizeLessThan(FILES);
        finish();
    }

    @Test
    void a_run_that_was_interrupted_names_the_command_that_goes_on_with_it() throws IOException {
        Path configuration = Files.move(folder.resolve("config.yaml"), folder.resolve("my config.yaml"));
        ProgramRun run = archiver.start(
                "download", "@some", "--config", "my config.yaml", "--types", "document", "--name", "*.bin", "-v");
        await().atMost(Duration.ofSeconds(60)).until(() -> archiver.archived().size() >= 2);
        run.interrupt();
        run.await();
        String command = "archiver download @some --config 'my config.yaml' --types document --name '*.bin' -v";
        assertThat(run.out()).contains("Continue with: " + command + "\n");

        telegram.conditions().bandwidth(0);
        ProgramRun next = archiver.shell(command);
        assertThat(next.exitCode()).as("%s", next).isZero();
        assertThat(configuration).exists();
        archiver.assertArchiveIs(posts());
    }

    @Test
    void a_second_ctrl_c_leaves_at_once_and_nothing_is_lost() throws IOException {
        ProgramRun run = downloadBegun();
        run.interrupt();
        await().atMost(Duration.ofSeconds(30)).until(() -> run.err().contains("Stopping"));
        run.interrupt();
        await().atMost(Duration.ofSeconds(3)).until(() -> !run.isAlive());
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        finish();
    }

    @Test
    void a_killed_run_loses_nothing() throws IOException {
        ProgramRun run = downloadBegun();
        run.kill();
        run.await();
        assertThat(archiver.run("", "stats").out()).contains("killed");
        finish();
    }

    @Test
    void a_second_process_is_told_who_holds_the_archive() throws IOException {
        ProgramRun first = downloadBegun();
        for (String command : new String[] {"download", "chats", "login", "logout"}) {
            ProgramRun second =
                    command.equals("download") ? archiver.run("", command, "@some") : archiver.run("", command);
            assertThat(second.exitCode()).as("%s", second).isEqualTo(11);
            assertThat(second.err()).contains("process " + first.pid()).contains("archiver download");
        }
        assertThat(archiver.run("", "stats").out()).contains("running");
        telegram.conditions().bandwidth(0);
        first.await();
        assertThat(first.exitCode()).as("%s", first).isZero();
        archiver.assertArchiveIs(posts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void a_signal_during_a_logout_ends_it_in_order(String signal) throws IOException {
        telegram.faults().loseAnswer("auth.logOut").forever();
        ProgramRun run = archiver.start("logout");
        await().atMost(Duration.ofSeconds(60)).until(() -> telegram.calls().count("auth.logOut") > 0);
        run.signal(signal);
        await().atMost(Duration.ofSeconds(12)).until(() -> !run.isAlive());
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        assertThat(run.err()).contains("Stopping");
    }

    @Test
    void ctrl_c_during_a_login_leaves_a_session_that_can_be_used() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Installation fresh = Installation.in(other, telegram);
        ProgramRun run = fresh.start("login", "--phone", Installation.PHONE);
        await().atMost(Duration.ofSeconds(30)).until(() -> run.err().contains("Code for"));
        run.interrupt();
        await().atMost(Duration.ofSeconds(15)).until(() -> !run.isAlive());
        assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
        fresh.login();
    }
}
