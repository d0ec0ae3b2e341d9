package dev.tgarchiver.tdlib.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HardlinkTest {

    @TempDir
    private Path folder;

    private Path name;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        name = Files.writeString(folder.resolve("name"), "old");
        file = Files.writeString(folder.resolve("file"), "new");
    }

    private void assertNothingElse(int files) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).hasSize(files);
        }
    }

    @Test
    void the_name_means_the_other_file_afterwards() throws IOException {
        assertThat(Hardlink.replace(name, file)).isTrue();
        assertThat(Files.isSameFile(name, file)).isTrue();
        Files.writeString(name, "written by its other name");
        assertThat(file).hasContent("written by its other name");
        assertNothingElse(2);
    }

    @Test
    void what_a_killed_process_has_left_is_no_trouble() throws IOException {
        Files.writeString(folder.resolve("name.link"), "left");
        assertThat(Hardlink.replace(name, file)).isTrue();
        assertNothingElse(2);
    }

    @Test
    void the_name_means_what_it_did_where_it_cannot_be() throws IOException {
        assertThat(Hardlink.replace(name, folder.resolve("missing"))).isFalse();
        assertThat(name).hasContent("old");
        assertNothingElse(2);
    }

    @Test
    void to_remove_a_name_leaves_the_file() throws IOException {
        Hardlink.replace(name, file);
        Hardlink.remove(name);
        Hardlink.remove(name);
        assertThat(name).doesNotExist();
        assertThat(file).hasContent("new");
    }
}
