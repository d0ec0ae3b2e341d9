package dev.tgarchiver.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileOwnersTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void make() throws IOException {
        file = Files.writeString(folder.resolve("config.yaml"), "data_dir: ./data\n");
        permit(file, "rw-r--r--");
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void require(FileOwners owners, Path file) throws ConfigException {
        owners.require("The configuration", file);
    }

    private static FileOwners mine() {
        return FileOwners.ofProcess().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r--r--", "rwxr-xr-x"})
    void a_file_of_ones_own_is_trusted(String permissions) throws IOException {
        permit(file, permissions);
        assertThatCode(() -> require(mine(), file)).doesNotThrowAnyException();
    }

    @Test
    void one_that_every_user_can_write_is_refused_with_what_to_do() throws IOException {
        permit(file, "rw-r--rw-");
        assertThatThrownBy(() -> require(mine(), file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("every user can change it")
                .hasMessageContaining("chmod go-w '" + file.toRealPath() + "'");
    }

    @Test
    void one_that_a_group_of_several_can_write_is_refused() throws IOException {
        permit(file, "rw-rw-r--");
        try {
            Files.setAttribute(file, "unix:gid", 1);
        } catch (IOException e) {
            assumeThat(e).as("only root may give a file to another group").isNull();
        }
        assertThatThrownBy(() -> require(mine(), file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("its group can change it");
    }

    @Test
    void one_of_another_user_is_refused() throws IOException {
        int owner = (int) Files.getAttribute(file, "unix:uid");
        if (owner == 0) {
            try {
                Files.setAttribute(file, "unix:uid", 1);
            } catch (IOException e) {
                assumeThat(e).as("a root who may give files away").isNull();
            }
        }
        assertThatThrownBy(() -> require(new FileOwners(4321), file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("belongs to another user")
                .hasMessageContaining("chown");
    }

    @Test
    void one_of_roots_is_trusted() throws IOException {
        assumeThat((int) Files.getAttribute(file, "unix:uid")).isZero();
        assertThatCode(() -> require(new FileOwners(4321), file)).doesNotThrowAnyException();
    }

    @Test
    void one_in_a_folder_where_every_user_can_replace_it_is_refused() throws IOException {
        permit(folder, "rwxrwxrwx");
        assertThatThrownBy(() -> require(mine(), file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("put another in its place");
        Files.setAttribute(folder, "unix:mode", 01777);
        assertThatCode(() -> require(mine(), file)).doesNotThrowAnyException();
    }

    @Test
    void what_a_link_leads_to_counts() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);
        permit(file, "rw-rw-rw-");
        assertThatThrownBy(() -> require(mine(), link)).isInstanceOf(ConfigException.class);
    }
}
