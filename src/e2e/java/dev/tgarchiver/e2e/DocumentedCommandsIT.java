package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.docs.Page;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every block of commands in README and in the pages as it stands there, with the program on the PATH, in a folder
 * with a configuration and an archive; a block that cannot be run says why in a comment before it. The local server has
 * the channels and the account that the pages name.
 */
final class DocumentedCommandsIT extends EndToEnd {

    static Stream<Page> pages() throws IOException {
        return Page.all().stream().filter(page -> page.blocks().stream().anyMatch(DocumentedCommandsIT::isRun));
    }

    private static boolean isRun(Page.Block block) {
        return block.isShell() && block.reason().isEmpty();
    }

    private void channels() throws IOException {
        for (String name : List.of("name", "somechannel")) {
            Channel channel =
                    telegram.world().channel("The " + name).username(name).joinedBy(user);
            channel.posts(460, id -> {
                RemoteFile file = RemoteFile.ofSize(1_000L + id);
                return id < 450 ? PostDraft.text("Post " + id) : PostDraft.media(Media.document(id + ".mp3", file));
            });
        }
        user.savedMessages().posts(2, id -> PostDraft.media(Media.document(id + ".txt", RemoteFile.ofSize(70))));
        Path config = folder.resolve("config.yaml");
        Files.writeString(config, Files.readString(config) + "\nchannels: ['@name', '@somechannel', me]\n");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void the_commands_of_a_page_do_what_they_are_there_for(Page page) throws IOException {
        channels();
        archiver.login();
        download();
        for (Page.Block block : page.blocks()) {
            if (isRun(block)) {
                ProgramRun run = archiver.shell(
                        "exec " + block.shell() + " -e -c '" + block.script().replace("'", "'\\''") + "'");
                assertThat(run.exitCode()).as("%s: %s", block, run).isZero();
                restore(block.script());
            }
        }
    }

    /** What a block takes away, the next one has again. */
    private void restore(String script) throws IOException {
        if (script.contains("archiver logout")) {
            archiver.login();
        }
        if (script.contains("archiver forget")) {
            download();
        }
    }

    private void download() throws IOException {
        ProgramRun run = archiver.run("", "download");
        assertThat(run.exitCode()).as("%s", run).isZero();
    }
}
