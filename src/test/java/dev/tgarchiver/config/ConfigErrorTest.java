package dev.tgarchiver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigErrorTest {

    private final ConfigFixture user;

    ConfigErrorTest(@TempDir Path folder) {
        user = new ConfigFixture(folder);
    }

    @Test
    void names_file_line_key_value_and_what_is_allowed() {
        user.file("# my archive\ndownload:\n  concurrent_downloads: 9\n");

        assertThat(user.failure())
                .isEqualTo(user.configFile() + ":3: download.concurrent_downloads: \"9\" is out of range; "
                        + "allowed: a whole number from 1 to 8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ARCHIVER_DOWNLOAD_CONCURENT_DOWNLOADS | did you mean ARCHIVER_DOWNLOAD_CONCURRENT_DOWNLOADS?",
                "ARCHIVER_OUTPUT_DIR                   | did you mean ARCHIVER_DOWNLOAD_OUTPUT_DIR?",
                "ARCHIVER_LOGIN_PASWORD                | did you mean ARCHIVER_LOGIN_PASSWORD?",
                "ARCHIVER_FOO                          | unset it; archiver config check lists every key",
            })
    void refuses_a_variable_that_nothing_reads(String name, String advice) {
        user.environment(name, "5");
        assertThat(user.failure()).startsWith("environment variable " + name + ": is not known; " + advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARCHIVER_LOGIN_PHONE", "ARCHIVER_JAVA_OPTS", "ARCHIVER_SESSION_KEY", "ARCHIVERS_NOTES"})
    void takes_variables_that_stand_for_no_key(String name) {
        assertThat(user.environment(name, "5").failure()).isEqualTo("(loaded)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "download: {concurrent_downloads: 0}         | a whole number from 1 to 8",
                "download: {concurrent_downloads: three}     | is not a whole number",
                "download: {concurrent_downloads: 2.5}       | is not a whole number",
                "download: {concurrent_downloads: [3]}       | is a list where one value is expected",
                "download: {concurrent_downloads: {a: 3}}    | is a section where a value is expected",
                "download: {max_queue_size: 100001}          | a whole number from 1 to 100000",
                "download: {max_files_per_run: -1}           | a whole number from 0 to",
                "download: {max_files_per_run: 99999999999999999999} | is not a whole number",
                "download: {worker_timeout: 5 minutes}       | is not a duration",
                "download: {worker_timeout: 0}               | a duration from 1s to 1d",
                "download: {worker_timeout: -5}              | is not a duration",
                "download: {rate_limit: {requests_per_second: 0}}    | a number above 0, at most 1000",
                "download: {rate_limit: {requests_per_second: 1000.1}} | a number above 0, at most 1000",
                "download: {rate_limit: {requests_per_second: NaN}}  | is not a number",
                "download: {rate_limit: fast}                | is a section",
                "download: [1]                               | is a section",
                "download: {retry: {base_delay: 11m}}        | is shorter than download.retry.base_delay",
                "download: {roles: [main, previews]}         | has \"previews\", which is not a role; did you mean preview?",
                "download: {roles: -thumbnails}              | has \"-thumbnails\", which is not a role",
                "download: {dedup: yes}                      | is not one of: link, skip, off",
                "telegram: {use_test_dc: maybe}              | true or false",
                "telegram: {session_dir: ~other/x}           | another user's home",
                "download: {select: {name: '[z-a]*'}}        | has \"[z-a]*\", which is not a pattern: the range z-a is reversed",
                "download: {select: {name: ['x', 'a[b']}}    | has \"a[b\", which is not a pattern: \"[\" without \"]\"",
                "channels: ['@a b']                          | \"@a b\", which names neither a channel nor a post",
                "channels: [[nested]]                        | has an entry that is not text",
                "channels: {a: b}                            | is a section where a value is expected",
                "just text                                   | holds no keys",
                "[1, 2]                                      | holds no keys",
                "? [a]\\n: b                                 | has a key that is not text",
            })
    void says_what_is_wrong(String yaml, String expected) {
        user.file(yaml.replace("\\n", "\n"));

        assertThat(user.failure()).contains(user.configFile() + ":1: ").contains(expected);
        assertThat(user.failure().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "download.concurent_downloads, download.concurrent_downloads",
        "download.concurrentDownloads, download.concurrent_downloads",
        "download.max-queue-size, download.max_queue_size",
        "concurrent_downloads, download.concurrent_downloads",
        "download.burst_size, download.rate_limit.burst_size",
        "telgram, telegram",
        "chanels, channels",
        "telegram.output_dir, download.output_dir",
    })
    void proposes_the_nearest_known_key(String wrong, String known) {
        user.file(nested(wrong) + " x\n");

        assertThat(user.failure()).contains("\"" + wrong + "\": is an unknown key; did you mean " + known + "?");
    }

    @Test
    void proposes_nothing_that_is_far_away() {
        user.file("zebra: 1\n" + "x".repeat(500) + ": 2\n");

        assertThat(user.failure()).doesNotContain("did you mean").contains("config.example.yaml");
    }

    @Test
    void reports_all_problems_at_once() {
        user.environment("ARCHIVER_DATA_DIR", "bad\0path").file("""
                donwload: 1
                telegram:
                  use_test_dc: maybe
                  use_test_dc: true
                download:
                  concurrent_downloads: 99
                """);

        ConfigException failure = catchThrowableOfType(ConfigException.class, user::load);

        assertThat(failure.problems())
                .extracting(ConfigException.Problem::key)
                .containsExactly(
                        "\"donwload\"",
                        "telegram.use_test_dc",
                        "data_dir",
                        "telegram.use_test_dc",
                        "download.concurrent_downloads");
        assertThat(user.failure().lines()).hasSize(5);
        assertThat(failure).hasMessageContaining(user.configFile() + ":4: telegram.use_test_dc: is given twice");
        assertThat(failure).hasMessageContaining("environment variable ARCHIVER_DATA_DIR: data_dir:");
    }

    @Test
    void names_the_option_that_is_wrong() {
        user.option(Settings.CONCURRENT_DOWNLOADS, "--workers", "100");

        assertThat(user.failure())
                .startsWith("option --workers: download.concurrent_downloads: \"100\" is out of range");
    }

    @Test
    void names_a_missing_variable_with_key_and_line() {
        user.file("\ndata_dir: /srv/${ARCHIVE_NAME}/x\n");

        assertThat(user.failure())
                .isEqualTo(user.configFile()
                        + ":2: data_dir: needs the environment variable ARCHIVE_NAME, which is not set; set it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'/x/${OPEN'      | has ${ without }",
                "'/x/${A:-b}'     | not a variable's name",
                "'${}'            | not a variable's name",
                "\"${A\\nB}\"     | not a variable's name",
            })
    void explains_malformed_placeholders(String value, String expected) {
        user.file("data_dir: " + value);

        assertThat(user.failure())
                .contains("config.yaml:1: data_dir")
                .contains(expected)
                .contains("$${");
    }

    @Test
    void never_shows_a_secret_value() {
        String hash = "canary-0123456789abcdef0123456789";
        user.environment("HASH", hash).file("""
                telegram:
                  api_id: ${HASH}
                  api_hash: %s
                  proxy: socks5://me:canary-password@host
                """.formatted(hash));

        assertThat(user.failure())
                .doesNotContain("canary")
                .contains("config.yaml:2: telegram.api_id: the value (not shown) is not a whole number")
                .contains("config.yaml:3: telegram.api_hash: the value (not shown)")
                .contains("config.yaml:4: telegram.proxy: the value (not shown) has no port");
    }

    @Test
    void never_shows_a_secret_in_broken_yaml() {
        for (String value : List.of(
                "*canary", "&canary", "!canary!x", "\"canary", "%canary", "@canary", "[canary", "'canary\n b: 'x'")) {
            user.file("telegram:\n  api_hash: " + value + "\n");

            assertThat(user.failure()).as(value).doesNotContain("canary\"").doesNotContain("canary");
        }
    }

    @Test
    void keeps_hostile_values_on_one_line_and_away_from_the_terminal() {
        user.file("data_dir: x\ndownload: {concurrent_downloads: \"\\e[31m\\n\\u202e" + "9".repeat(500)
                + "\"}\n\"a\\e\\nb\": 1\n");

        assertThat(user.failure().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(400));
        assertThat(user.failure()).doesNotContain("\u001b", "\u202e").contains("\\u001b[31m\\u000a");
    }

    @Test
    void tells_line_and_column_of_broken_yaml() {
        user.file("data_dir: ./data\ndownload: [1, 2\n");
        assertThat(user.failure()).startsWith(user.configFile() + ":").contains("is not valid YAML");

        user.file("channels: [@example]\n");
        assertThat(user.failure()).startsWith(user.configFile() + ":1:12: ").contains("put the value in quotes");

        user.file("download:\n\tconcurrent_downloads: 3\n");
        assertThat(user.failure()).startsWith(user.configFile() + ":2:1: ").contains("a tab where YAML wants spaces");

        user.file("a: 1\nb: \u0007\n");
        assertThat(user.failure()).startsWith(user.configFile() + ":2: ").contains("control character (U+0007)");

        user.file("data_dir: a\n---\ndata_dir: b\n");
        assertThat(user.failure()).startsWith(user.configFile() + ":2:");
    }

    @Test
    void explains_files_that_cannot_be_read() throws IOException {
        Files.createDirectory(user.configFile());
        assertThat(user.failure()).isEqualTo(user.configFile() + ": is a folder, not a file; name the file in it");
        Files.delete(user.configFile());

        Files.write(user.configFile(), "data_dir: \u00fc".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(user.failure()).contains("is not UTF-8 text");

        Files.write(user.configFile(), new byte[2 << 20]);
        assertThat(user.failure()).contains("larger than 1 MiB");
    }

    @Test
    void survives_bombs_and_loops_of_aliases() {
        StringBuilder bomb = new StringBuilder("a: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("b%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
        }
        user.file(bomb.toString());
        assertThat(user.failure()).isNotEqualTo("(loaded)");

        user.file("telegram: &t {telegram: *t}\n");
        assertThat(user.failure()).contains("is an unknown key");

        user.file("channels: &c [*c]\n");
        assertThat(user.failure()).contains("has an entry that is not text");

        user.file("data_dir: " + "[".repeat(100_000));
        assertThat(user.failure()).isNotEqualTo("(loaded)");
    }

    private static String nested(String key) {
        StringBuilder yaml = new StringBuilder();
        String indent = "";
        for (String part : key.split("\\.")) {
            yaml.append(indent.isEmpty() ? "" : "\n" + indent).append(part).append(':');
            indent += "  ";
        }
        return yaml.toString();
    }
}
