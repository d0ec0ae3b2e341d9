package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.Installation;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names with letters of every script, in the environments of cron, systemd, containers and foreign machines. */
final class LocaleIT extends LoggedIn {

    private static final List<String> NAMES = List.of("Übergröße.bin", "заметки.bin", "写真 📷.bin");

    private Channel channel() {
        return telegram.world()
                .channel("Bücher и ノート " + name)
                .username(name)
                .posts(
                        NAMES.size(),
                        id -> PostDraft.media(Media.document(NAMES.get(id - 1), RemoteFile.ofSize(2000 + id))));
    }

    /** The program's command in an environment of nothing but these variables. */
    private List<String> bare(String variables, String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "-i", "JAVA_HOME=" + System.getenv("TEST_JAVA_HOME")));
        command.addAll(List.of(variables.split(" ")));
        command.add(Distribution.TESTED.program().toString());
        command.addAll(List.of(arguments));
        return command;
    }

    @ParameterizedTest
    @ValueSource(strings = {"LANG=", "LC_ALL=C", "LC_ALL=xx_XX.UTF-8", "LC_CTYPE=C.UTF-8 LANG=xx_XX", "LC_ALL=C.UTF-8"})
    void every_file_is_archived_in_every_locale(String variables) throws IOException {
        Channel channel = channel();
        Path folder = Files.createDirectory(this.folder.resolve("Käse"));
        Path config = folder.resolve("größte.yaml");
        Files.copy(this.folder.resolve("config.yaml"), config);
        Files.move(this.folder.resolve("data"), folder.resolve("data"));
        Installation there = Installation.in(folder, telegram);
        Files.copy(config, folder.resolve("config.yaml"), StandardCopyOption.REPLACE_EXISTING);

        for (String[] arguments : new String[][] {
            {"download", "@" + name}, {"verify"}, {"cleanup", "--orphans"}, {"stats"}, {"download", "@" + name}
        }) {
            List<String> all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("--config", config.toString()));
            ProgramRun run =
                    there.launch(bare(variables, all.toArray(String[]::new))).await();
            assertThat(run.exitCode()).as("%s: %s", variables, run).isZero();
        }
        there.assertArchiveIs(channel.history().ids().stream()
                .map(channel.history()::required)
                .toList());
        assertThat(there.archived().values().stream()
                        .map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("1_Übergröße.bin", "2_заметки.bin", "3_写真 📷.bin");
    }

    @Test
    void without_any_utf_8_nothing_is_begun() throws IOException {
        channel();
        Path jar = Distribution.TESTED
                .program()
                .resolveSibling("../lib/archiver.jar")
                .normalize();
        String java = System.getenv("TEST_JAVA_HOME") + "/bin/java";
        ProgramRun refused = archiver.launch(List.of(
                        "env",
                        "-i",
                        "LC_ALL=C",
                        java,
                        "-jar",
                        jar.toString(),
                        "download",
                        "@" + name,
                        "--config",
                        "größte.yaml"))
                .await();
        assertThat(refused.exitCode()).as("%s", refused).isEqualTo(2);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err()).contains("UTF-8", "locale -a");
        assertThat(archiver.folder().resolve("data/tracker.db")).doesNotExist();
        assertThat(telegram.calls().count("messages.getHistory")).isZero();

        ProgramRun help = archiver.launch(List.of("env", "-i", "LC_ALL=C", java, "-jar", jar.toString(), "--help"))
                .await();
        assertThat(help.exitCode()).as("%s", help).isZero();
    }
}
