package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.faults.Fault;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RetryIT extends EndToEnd {

    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        channel = telegram.world()
                .channel("Some Channel")
                .username("some")
                .posts(3, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(200_000L + id))));
        archiver.loggedIn();
    }

    @Test
    void failed_files_become_pending_and_are_fetched() throws IOException {
        Fault fault = telegram.faults()
                .error("upload.getFile", 400, "LOCATION_INVALID")
                .forever();
        ProgramRun failing = archiver.run("", "download", "@some");
        assertThat(failing.exitCode()).as("%s", failing).isEqualTo(3);
        assertThat(failing.out())
                .contains("Try the failed files again with: archiver retry @some && archiver download @some\n")
                .containsPattern("Later runs try them again on their own, from .* \\(in");
        fault.times(0);

        assertThat(archiver.run("", "stats", "--json").out()).contains("\"failed\":3");
        ProgramRun retry = archiver.run("", "retry", "@some");
        assertThat(retry.exitCode()).as("%s", retry).isZero();
        assertThat(retry.out()).contains("3 failed files are pending again").contains("archiver download @some");
        assertThat(archiver.run("", "stats", "--json").out())
                .contains("\"failed\":0")
                .contains("\"pending\":3");

        ProgramRun download = archiver.run("", "download", "@some");
        assertThat(download.exitCode()).as("%s", download).isZero();
        archiver.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
    }

    @Test
    void with_nothing_to_retry_it_says_so() throws IOException {
        archiver.run("", "download", "@some");
        ProgramRun retry = archiver.run("", "retry");
        assertThat(retry.exitCode()).as("%s", retry).isZero();
        assertThat(retry.out()).contains("No failed files");
        assertThat(archiver.run("", "retry", "-q").out()).isEmpty();
        ProgramRun unknown = archiver.run("", "retry", "@other");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("It holds @some");
    }

    @Test
    void before_anything_was_archived_it_says_what_to_do() throws IOException {
        ProgramRun retry = archiver.run("", "retry");
        assertThat(retry.exitCode()).as("%s", retry).isEqualTo(2);
        assertThat(retry.err()).contains("archiver download");
    }
}
