package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** From an empty folder to a configuration. */
final class InitIT extends EndToEnd {

    private static final String HASH = "0123456789abcdef0123456789abcdef";

    /** The archiver's own configuration is not wanted here. */
    private Path empty() throws IOException {
        Path config = folder.resolve("config.yaml");
        Files.delete(config);
        return config;
    }

    @Test
    void writes_a_configuration_that_is_valid_and_private() throws IOException {
        Path config = empty();
        ProgramRun run = archiver.run("12345\n" + HASH + "\nmy \"archive\"\n@music https://t.me/news\n", "init");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out()).contains("Wrote " + config + ". Next: archiver login, then archiver download.");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
                .isEqualTo("rw-------");

        ProgramRun check = archiver.run("", "config", "check");
        assertThat(check.exitCode()).as("%s", check).isZero();
        assertThat(check.out())
                .contains(folder.resolve("my \"archive\"").toString())
                .contains("@music, https://t.me/news");
    }

    @Test
    void names_the_variables_that_are_set_and_takes_channels_and_folder_as_arguments() throws IOException {
        Path config = empty();
        archiver.environment("TELEGRAM_API_ID", "12345");
        archiver.environment("TELEGRAM_API_HASH", HASH);
        ProgramRun run = archiver.run("", "init", "--folder", "archive", "@music");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(Files.readString(config))
                .contains(
                        "api_id: ${TELEGRAM_API_ID}", "api_hash: \"${TELEGRAM_API_HASH}\"", "\"archive\"", "\"@music\"")
                .doesNotContain(HASH);
        assertThat(archiver.run("", "config", "check").exitCode()).isZero();
    }

    @Test
    void writes_nothing_when_an_answer_is_wrong_or_missing_or_a_configuration_is_there() throws IOException {
        ProgramRun there = archiver.run("", "init");
        assertThat(there.exitCode()).as("%s", there).isEqualTo(2);
        assertThat(there.err()).contains("A configuration exists already: " + folder.resolve("config.yaml"));

        Path config = empty();
        ProgramRun wrong = archiver.run("12345\nabc\n", "init");
        assertThat(wrong.exitCode()).as("%s", wrong).isEqualTo(2);
        assertThat(wrong.err()).contains("API hash", "32 hexadecimal digits", "Nothing was written");
        ProgramRun ended = archiver.run("12345\n", "init");
        assertThat(ended.exitCode()).as("%s", ended).isEqualTo(2);
        assertThat(ended.err()).contains("standard input ended");
        ProgramRun name = archiver.run("", "init", "not a channel");
        assertThat(name.exitCode()).as("%s", name).isEqualTo(2);
        assertThat(config).doesNotExist();
    }

    @Test
    void without_a_configuration_the_places_are_named_that_were_looked_at() throws IOException {
        Path config = empty();
        archiver.environment("XDG_CONFIG_HOME", folder.resolve("xdg").toString());
        ProgramRun run = archiver.run("", "download", "@music");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.err())
                .contains("there is no configuration (looked for " + config + " and "
                        + folder.resolve("xdg/archiver/config.yaml") + "): run archiver init");
    }
}
