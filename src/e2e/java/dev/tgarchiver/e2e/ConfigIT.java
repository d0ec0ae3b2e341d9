package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration as a user meets it: checked, explained, and completed by the shell. */
final class ConfigIT extends EndToEnd {

    private void write(String configuration) throws IOException {
        Files.writeString(folder.resolve("config.yaml"), configuration);
    }

    @Test
    void check_shows_every_value_and_where_it_comes_from() throws IOException {
        write("""
                telegram:
                  api_id: 12345
                  api_hash: 0123456789abcdef0123456789abcdef
                  proxy: socks5://user:topsecret@127.0.0.1:1080
                channels:
                  - {channel: "@music", types: [audio], max_size: 100MB}
                  - me
                """);
        archiver.environment("ARCHIVER_DOWNLOAD_MAX_DURATION", "90m");
        ProgramRun run = archiver.run("", "config", "check");
        assertThat(run.exitCode()).as("%s", run).isZero();
        Path file = folder.resolve("config.yaml");
        assertThat(run.out())
                .containsPattern("telegram\\.api_hash +\\*\\*\\* +" + file + ":3")
                .contains("socks5://user:***@127.0.0.1:1080")
                .containsPattern("download\\.max_duration +1h30m +environment variable ARCHIVER_DOWNLOAD_MAX_DURATION")
                .containsPattern("download\\.min_free_space +1GiB +default")
                .containsPattern("channels\\[1]\\.max_size +100MB +" + file + ":6")
                .doesNotContain("topsecret", "0123456789abcdef", "12345");
        assertThat(run.err()).contains("valid");

        ProgramRun quiet = archiver.run("", "config", "check", "--quiet");
        assertThat(quiet.out() + quiet.err()).isEmpty();
    }

    @Test
    void missing_credentials_are_told_on_one_line_each() throws IOException {
        write("data_dir: ./data\n");
        ProgramRun run = archiver.run("", "config", "check");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err())
                .contains("telegram.api_id")
                .contains("telegram.api_hash")
                .contains("my.telegram.org");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "downlod: {}                                        | did you mean download?",
                "download: {concurrent_downloads: 9}                | download.concurrent_downloads: \"9\"",
                "download: {concurrent_downloads: many}             | is not a whole number",
                "telegram: {proxy: 'ftp://127.0.0.1'}               | unknown kind of proxy",
                "download: {path_template: '{nam}'}                 | unknown field {nam}",
                "download: {select: {types: [music]}}               | \"music\", which is not a type",
                "download: {min_free_space: lots}                   | download.min_free_space: \"lots\" is not a size",
                "channels: [{channel: '@music', max_sice: 1MB}]     | did you mean max_size?",
                "channels: [{channel: '@music', since: tomorrow}]   | channels[1].since: \"tomorrow\" is not a date",
            })
    void what_is_wrong_is_told_on_one_line_with_its_place(String yaml, String expected) throws IOException {
        write(yaml + "\n");
        for (String command : new String[] {"config", "download"}) {
            ProgramRun run = command.equals("config")
                    ? archiver.run("", "config", "check")
                    : archiver.run("", "download", "@some");
            assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.err())
                    .contains(folder.resolve("config.yaml") + ":1: ")
                    .contains(expected);
            assertThat(run.out()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"./data", "./data/lanes", ".", "./data/session"})
    void an_archive_among_the_archivers_own_files_is_refused_by_every_command(String output) throws IOException {
        write("download: {output_dir: " + output + "}\n");
        for (String command : new String[] {
            "config check",
            "download @some",
            "verify",
            "verify --repair",
            "cleanup --orphans",
            "stats",
            "retry",
            "login"
        }) {
            ProgramRun run = archiver.run("", command.split(" "));
            assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
            assertThat(run.err().lines()).as("%s", run).hasSize(1);
            assertThat(run.err())
                    .contains(folder.resolve("config.yaml") + ":1: download.output_dir: ")
                    .contains("needs a folder of its own, such as \"" + folder.resolve("data/downloads") + "\"");
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void the_example_is_a_valid_configuration() throws IOException {
        write(Files.readString(Path.of("config.example.yaml")));
        archiver.environment("TELEGRAM_API_ID", "12345");
        archiver.environment("TELEGRAM_API_HASH", "0123456789abcdef0123456789abcdef");
        ProgramRun run = archiver.run("", "config", "check");
        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    @Test
    void bash_completes_commands_and_options() throws IOException, InterruptedException {
        ProgramRun run = archiver.run("", "completion", "bash");
        assertThat(run.exitCode()).as("%s", run).isZero();
        Path script = Files.writeString(folder.resolve("completion.bash"), run.out());
        assertThat(completed(script, "archiver", "dow")).isEqualTo("download");
        assertThat(completed(script, "archiver", "--dr")).isEqualTo("--dry-run");
        assertThat(completed(script, "archiver", "download", "--max-b")).isEqualTo("--max-bytes");
        assertThat(completed(script, "archiver", "config", "")).isEqualTo("check");
        assertThat(archiver.run("", "completion", "zsh").out()).contains("bashcompinit");
        assertThat(archiver.run("", "completion", "tcsh").exitCode()).isEqualTo(2);
    }

    /** What bash would put in place of the last word. */
    private String completed(Path script, String... words) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source " + script + "; COMP_WORDS=(" + quoted(words) + "); COMP_CWORD=" + (words.length - 1)
                                + "; _complete_archiver 2>/dev/null; echo \"${COMPREPLY[*]}\"")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String reply = new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return reply.strip();
    }

    private static String quoted(String... words) {
        return "'" + String.join("' '", words) + "'";
    }

    @Test
    void the_distribution_has_a_man_page() throws IOException {
        Path page =
                Path.of(System.getProperty("archiver.dist", "target/archiver")).resolve("man/archiver.1");
        assertThat(Files.readString(page))
                .startsWith(".TH ARCHIVER 1")
                .contains(".SS \\fBarchiver download\\fR [\\fICHANNEL\\fR]...", "\\-\\-max\\-bytes", "EXIT STATUS")
                .doesNotContain("not packaged");
    }
}
