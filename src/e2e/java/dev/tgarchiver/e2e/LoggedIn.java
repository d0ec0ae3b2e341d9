package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** An end-to-end test of a program that is logged in, and of one channel. */
abstract class LoggedIn extends EndToEnd {

    /** For the channel of this test. */
    final String name = "some_channel";

    @BeforeEach
    final void logIn() throws IOException {
        archiver.loggedIn();
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
        return archiver.run("", download(options));
    }

    /** Starts to download the channel. */
    final ProgramRun start(String... options) throws IOException {
        return archiver.start(download(options));
    }

    private String[] download(String... options) {
        return Stream.concat(Stream.of("download", "@" + name), Stream.of(options))
                .toArray(String[]::new);
    }

    final void assertComplete(ProgramRun run, Channel channel) throws IOException {
        assertThat(run.exitCode()).as("%s\n%s", run, archiver.log()).isZero();
        assertArchived(channel);
    }

    final void assertArchived(Channel channel) throws IOException {
        archiver.assertArchiveIs(channel);
    }
}
