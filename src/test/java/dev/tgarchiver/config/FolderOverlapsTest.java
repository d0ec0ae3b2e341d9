package dev.tgarchiver.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderOverlapsTest {

    private final Path folder;
    private final Path work;
    private final ConfigFixture user;

    FolderOverlapsTest(@TempDir Path folder) throws IOException {
        this.folder = folder.toRealPath();
        user = new ConfigFixture(folder);
        work = user.workingDirectory();
    }

    private String failure(String output) {
        return user.file("download:\n  output_dir: '" + output + "'\n").failure();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"./data/downloads", "./downloads", "./data/my lanes", "./data/lanes2", "../elsewhere", "./dat"})
    void an_archive_beside_the_archivers_own_files_is_legal(String output) {
        assertThat(failure(output)).isEqualTo("(loaded)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "./data              | is also data_dir",
                "./data/             | is also data_dir",
                "./x/../data         | is also data_dir",
                "./                  | contains \"%s/data\", data_dir",
                "/                   | contains \"%s/data\", data_dir",
                "./data/lanes        | is also the folder of lanes",
                "./data/lanes/1      | lies in \"%s/data/lanes\"",
                "./data/cache        | is also the folder of TDLib's cache",
                "./data/cache/files  | lies in \"%s/data/cache\"",
                "./data/logs         | is also the folder of logs",
                "./data/session      | is also telegram.session_dir",
                "./data/session/x    | lies in \"%s/data/session\"",
                "./data/tracker.db   | is also a file of the archiver's own",
                "./data/archive.lock | is also a file of the archiver's own",
            })
    void an_archive_among_the_archivers_own_files_is_refused(String output, String expected) {
        assertThat(failure(output))
                .startsWith(work.resolve("config.yaml") + ":2: download.output_dir: \"")
                .contains(expected.formatted(work))
                .contains("such as \"" + work.resolve("data/downloads") + "\"")
                .doesNotContain("\n");
    }

    @Test
    void links_hide_no_overlap() throws IOException {
        Files.createDirectories(work.resolve("data/lanes"));
        Files.createSymbolicLink(work.resolve("files"), work.resolve("data"));
        assertThat(failure("./files")).contains("files\" is the same folder as \"" + work + "/data\", data_dir");
        Files.createSymbolicLink(work.resolve("other"), work.resolve("files/lanes"));
        assertThat(failure("./other/deeper")).contains("lies in \"" + work + "/data/lanes\"");
    }

    @Test
    void links_to_what_is_not_there_yet_hide_no_overlap() throws IOException {
        Files.createDirectories(work.resolve("data"));
        Files.createSymbolicLink(work.resolve("files"), Path.of("data/lanes"));
        assertThat(failure("./files")).contains("is the same folder as \"" + work + "/data/lanes\"");
    }

    @Test
    void the_archivers_own_folders_may_be_links_themselves() throws IOException {
        Files.createDirectories(work.resolve("data"));
        Files.createDirectories(folder.resolve("disk/lanes"));
        Files.createSymbolicLink(work.resolve("data/lanes"), folder.resolve("disk/lanes"));
        assertThat(failure(folder + "/disk/downloads")).isEqualTo("(loaded)");
        assertThat(failure(folder + "/disk")).contains("contains \"" + work + "/data/lanes\"");
        assertThat(failure(folder + "/disk/lanes/x")).contains("lies in \"" + work + "/data/lanes\"");
    }

    @Test
    void letters_case_counts_only_where_it_is_known_to() throws IOException {
        assertThat(failure("./data/LANES")).contains("is the same folder as \"" + work + "/data/lanes\"");
        assertThat(failure("./DATA")).contains("is the same folder as \"" + work + "/data\"");
        Files.createDirectories(work.resolve("data/lanes"));
        boolean same = Files.exists(work.resolve("DATA"));
        Files.createDirectories(work.resolve("DATA"));
        assertThat(failure("./DATA").equals("(loaded)")).isNotEqualTo(same);
        assertThat(failure("./data/LANES").equals("(loaded)")).isNotEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "./data           | is also data_dir",
                "./               | contains \"%s/data\", data_dir",
                "./data/lanes     | is also the folder of lanes",
                "./data/cache/1   | lies in \"%s/data/cache\"",
                "./data/logs      | is also the folder of logs",
            })
    void a_login_among_other_files_is_refused(String session, String expected) {
        user.file("telegram:\n  session_dir: '" + session + "'\ndownload:\n  output_dir: ../files\n");
        assertThat(user.failure())
                .startsWith(work.resolve("config.yaml") + ":2: telegram.session_dir: \"")
                .contains(expected.formatted(work))
                .contains("such as \"" + work.resolve("data/session") + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./data/downloads", "./data/downloads/session"})
    void a_login_in_the_archive_is_refused(String session) {
        user.file("telegram:\n  session_dir: '" + session + "'\n");
        assertThat(user.failure())
                .contains("config.yaml:2: download.output_dir: ", "telegram.session_dir, which holds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./session", "./data/mine/session", "~/session"})
    void a_login_elsewhere_is_legal(String session) {
        assertThat(user.file("telegram:\n  session_dir: '" + session + "'\n").failure())
                .isEqualTo("(loaded)");
    }

    @Test
    void the_folder_of_the_configuration_may_be_data_dir() {
        assertThat(user.file("data_dir: .\n").failure()).isEqualTo("(loaded)");
    }

    @Test
    void what_the_archiver_empties_holds_neither_configuration_nor_library() {
        user.file("data_dir: ..\ntelegram:\n  tdlib_library: ../cache/libtdjson.so\n");
        assertThat(user.failure()).contains("config.yaml:3: telegram.tdlib_library: the library \"");
        user.file("").environment("ARCHIVER_CONFIG", folder + "/lanes/config.yaml");
        user.file(folder.resolve("lanes/config.yaml"), "data_dir: ..\n");
        assertThat(user.failure()).contains("the configuration \"").contains("lanes/config.yaml\" lies in");
    }

    @Test
    void what_the_environment_says_is_named_as_such() {
        user.environment("ARCHIVER_DOWNLOAD_OUTPUT_DIR", "./data");
        assertThat(user.failure()).startsWith("environment variable ARCHIVER_DOWNLOAD_OUTPUT_DIR: ");
        user.environment("ARCHIVER_DOWNLOAD_OUTPUT_DIR", "").environment("ARCHIVER_DATA_DIR", "./data/downloads/x");
        user.file("download: {output_dir: ./data/downloads}");
        assertThat(user.failure()).contains("config.yaml:1: download.output_dir: ", "contains");
    }
}
