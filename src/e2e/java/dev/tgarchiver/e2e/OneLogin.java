package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.LocalTelegram;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.User;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One server and one login for many tests; each has a folder with a copy of the session, and a channel name of its own. */
abstract class OneLogin {

    @TempDir
    static Path home;

    static LocalTelegram telegram;
    static User user;

    static Workplace login;
    private static int tests;

    @TempDir
    Path folder;

    Workplace workplace;

    /** For the channel of this test. */
    String name = "";

    @BeforeAll
    static void logIn() throws IOException {
        telegram = LocalTelegram.start();
        user = telegram.world().user(Workplace.PHONE).named("Alice", "").code(Workplace.CODE);
        login = new Workplace(home, telegram);
        login.login();
    }

    @AfterAll
    static void stopTelegram() throws IOException {
        telegram.close();
    }

    @BeforeEach
    final void takeOverTheLogin() throws IOException {
        workplace = new Workplace(folder, telegram).loggedInAs(login);
        tests++;
        name = "channel" + tests;
        telegram.calls().clear();
    }

    @AfterEach
    final void mend() {
        telegram.faults().clear();
        telegram.conditions().bandwidth(0).roundTrip(Duration.ZERO);
        assertThat(telegram.calls().problems()).isEmpty();
    }

    /** This test's channel; each post has a file, which is one byte larger than the one before. */
    final Channel channel(int files, long size) {
        return telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(files, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(size + id))));
    }

    /** Downloads the channel. */
    final ProgramRun run(String... options) throws IOException {
        return workplace.run("", download(options));
    }

    /** Begins to download the channel. */
    final ProgramRun start(String... options) throws IOException {
        return workplace.start(download(options));
    }

    private String[] download(String... options) {
        return Stream.concat(Stream.of("download", "@" + name), Stream.of(options))
                .toArray(String[]::new);
    }

    final void assertComplete(ProgramRun run, Channel channel) throws IOException {
        assertThat(run.exitCode()).as("%s\n%s", run, workplace.log()).isZero();
        assertArchived(channel);
    }

    final void assertArchived(Channel channel) throws IOException {
        workplace.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
    }
}
