package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code archiver doctor} where all is well, and where one thing or another is not. */
final class DoctorIT extends LoggedIn {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeEach
    void seeLetters() {
        archiver.environment("LC_ALL", "C.UTF-8");
    }

    @AfterEach
    void mendClock() {
        telegram.clockAhead(Duration.ZERO);
    }

    private JsonNode json(int exitCode, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("doctor", "--json"));
        arguments.addAll(List.of(options));
        ProgramRun run = archiver.run("", arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        assertThat(run.err()).isEmpty();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("exit_code").asInt()).isEqualTo(exitCode);
        assertThat(json.path("ok").asBoolean()).isEqualTo(exitCode == 0);
        return json;
    }

    private static Map<String, String> states(JsonNode json) {
        Map<String, String> states = new TreeMap<>();
        json.path("checks")
                .forEach(check -> states.put(
                        check.path("check").asText(), check.path("status").asText()));
        return states;
    }

    private static JsonNode check(JsonNode json, String name) {
        for (JsonNode check : json.path("checks")) {
            if (check.path("check").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + json);
    }

    /** Every file of the archiver but the outputs of runs, with its content. */
    private Map<String, String> files() throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(path -> !path.getFileName().toString().startsWith("run-"))
                    .toList()) {
                files.put(
                        folder.relativize(path).toString(),
                        Files.isDirectory(path)
                                ? "folder"
                                : HexFormat.of()
                                        .formatHex(MessageDigest.getInstance("SHA-256")
                                                .digest(Files.readAllBytes(path))));
            }
        }
        return files;
    }

    @Test
    void all_is_well_and_nothing_is_changed() throws Exception {
        Channel channel = channel(3, 500_000);
        assertComplete(run(), channel);
        Map<String, String> before = files();
        Path temporary = Files.createDirectory(folder.resolve("run-tmp"));
        archiver.environment("ARCHIVER_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
        JsonNode json = json(0);
        assertThat(states(json).values()).as("%s", json).containsOnly("ok");
        assertThat(states(json).keySet())
                .containsExactlyInAnyOrder(
                        "configuration",
                        "locale",
                        "java",
                        "open files",
                        "tdlib",
                        "output_dir",
                        "data_dir",
                        "session_dir",
                        "file system",
                        "free space",
                        "tracker",
                        "proxy",
                        "connection",
                        "clock",
                        "login",
                        "speed");
        assertThat(check(json, "login").path("result").asText()).isEqualTo("Alice, without Premium");
        assertThat(check(json, "speed").path("result").asText()).contains("/s").contains("500 KB");
        assertThat(check(json, "tracker").path("result").asText()).contains("1 channel");
        assertThat(files()).isEqualTo(before);
        assertThat(temporary).isEmptyDirectory();

        ProgramRun text = archiver.run("", "doctor");
        assertThat(text.exitCode()).as("%s", text).isZero();
        assertThat(text.out().lines()).hasSize(16).allMatch(line -> line.startsWith("ok  "));
        assertThat(archiver.run("", "doctor", "-q").out()).isEmpty();
        assertComplete(run(), channel);
    }

    @Test
    void a_wrong_configuration_is_a_finding_and_the_rest_is_looked_at() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), "downlod: {}\ndownload: {concurrent_downloads: many}\n");
        ProgramRun run = archiver.run("", "doctor");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.out())
                .containsPattern("problem  configuration +.*did you mean download")
                .containsPattern("problem  configuration +.*is not a whole number")
                .contains("What to do: correct it")
                .containsPattern("ok +tdlib")
                .containsPattern("skipped +connection +no valid configuration");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void without_credentials_the_folders_are_looked_at() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), "data_dir: ./data\n");
        ProgramRun run = archiver.run("", "doctor");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.out())
                .containsPattern("problem +configuration +telegram.api_id")
                .containsPattern("ok +data_dir")
                .containsPattern("skipped +login");
    }

    @Test
    void who_is_not_logged_in_is_told_how_to() throws IOException {
        try (Stream<Path> session = Files.list(folder.resolve("data/session"))) {
            for (Path file : session.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        ProgramRun run = archiver.run("", "doctor", "--config", "config.yaml");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(4);
        assertThat(run.out())
                .containsPattern("ok +connection")
                .containsPattern("problem +login +not logged in\n +What to do: archiver login --config config.yaml")
                .containsPattern("skipped +speed");
        assertThat(states(json(4, "--offline")))
                .containsEntry("login", "problem")
                .containsEntry("connection", "skipped");
    }

    @Test
    void a_login_that_telegram_has_ended_is_found_out_and_left_as_it_is() throws Exception {
        Map<String, String> before = files();
        telegram.faults().error("account.getAccountTTL", 401, "SESSION_REVOKED").forever();
        JsonNode json = json(4);
        assertThat(check(json, "login").path("result").asText()).contains("ended");
        assertThat(check(json, "login").path("advice").asText()).contains("archiver login");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void who_is_not_reachable_is_waited_for_no_longer_than_the_configuration_says() throws Exception {
        archiver.environment("ARCHIVER_TELEGRAM_CONNECT_TIMEOUT", "3s");
        telegram.goDown();
        try {
            JsonNode json = json(7);
            assertThat(states(json)).containsEntry("proxy", "problem").containsEntry("connection", "skipped");
            assertThat(states(json)).containsEntry("file system", "skipped").containsEntry("output_dir", "ok");
            assertThat(states(json(0, "--offline"))).containsEntry("connection", "skipped");
        } finally {
            telegram.goUp();
        }
        telegram.conditions().roundTrip(Duration.ofSeconds(20));
        JsonNode json = json(7);
        assertThat(states(json))
                .containsEntry("proxy", "ok")
                .containsEntry("connection", "problem")
                .containsEntry("login", "skipped");
        assertThat(check(json, "connection").path("result").asText())
                .isEqualTo("Telegram does not answer through the proxy within 3 s");
        assertThat(check(json, "connection").path("advice").asText()).contains("telegram.connect_timeout");
    }

    @Test
    void an_output_folder_that_cannot_be_written_to_is_told() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/downloads"), "a file");
        ProgramRun run = archiver.run("", "doctor");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(6);
        assertThat(run.out())
                .containsPattern("problem +output_dir +\\S+data/downloads is not a folder")
                .contains("download.output_dir");
    }

    @Test
    void a_disk_with_too_little_room_is_told() throws IOException {
        archiver.environment("ARCHIVER_DOWNLOAD_MIN_FREE_SPACE", "1000TB");
        ProgramRun run = archiver.run("", "doctor", "--offline", "-q");
        assertThat(run.exitCode()).as("%s", run).isEqualTo(6);
        assertThat(run.out().lines().findFirst().orElse("")).startsWith("problem  free space");
        assertThat(run.out()).contains("lower download.min_free_space");
    }

    @Test
    void a_terminal_without_letters_is_told_of() throws IOException {
        archiver.environment("LC_ALL", "C");
        JsonNode json = json(0, "--offline");
        assertThat(check(json, "locale").path("status").asText()).isEqualTo("warning");
        assertThat(check(json, "locale").path("advice").asText()).contains("C.UTF-8");
    }

    @Test
    void without_any_utf_8_it_is_a_problem() throws IOException {
        Path jar = Distribution.TESTED
                .program()
                .resolveSibling("../lib/archiver.jar")
                .normalize();
        String java = System.getenv("TEST_JAVA_HOME") + "/bin/java";
        ProgramRun run = archiver.launch(
                        List.of("env", "-i", "LC_ALL=C", java, "-jar", jar.toString(), "doctor", "--offline"))
                .await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.out()).containsPattern("problem +locale +.*UTF-8").contains("locale -a");
    }

    @Test
    void a_clock_that_is_off_is_told_with_how_far() throws IOException {
        telegram.clockAhead(Duration.ofSeconds(90));
        JsonNode ahead = check(json(0), "clock");
        assertThat(ahead.path("status").asText()).isEqualTo("warning");
        assertThat(ahead.path("result").asText())
                .containsPattern("this computer's clock is (89|9[0-2]) s behind Telegram's");
        telegram.clockAhead(Duration.ofSeconds(-90));
        assertThat(check(json(0), "clock").path("result").asText()).containsPattern("(8[89]|9[0-2]) s ahead of");
    }

    @Test
    void while_a_download_runs_it_says_so_and_leaves_it_alone() throws Exception {
        Channel channel = channel(4, 3_000_000);
        telegram.conditions().bandwidth(200_000);
        ProgramRun download = start("--workers", "2");
        await().atMost(PATIENCE).until(() -> telegram.calls().count("upload.getFile") > 0);
        ProgramRun run = archiver.run("", "doctor");
        assertThat(download.isAlive()).isTrue();
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out())
                .containsPattern("ok +connection")
                .containsPattern("skipped +login +The archive in \\S+ is in use by process " + download.pid())
                .containsPattern("skipped +speed");
        telegram.conditions().bandwidth(0);
        assertComplete(download.await(), channel);
    }
}
