package dev.tgarchiver.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveLockTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("archive.lock");
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file()));
    }

    @Test
    void it_is_its_owners_alone() throws Exception {
        try (ArchiveLock lock = ArchiveLock.take(folder, "download", NOW)) {
            assertThat(permissions()).isEqualTo("rw-------");
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void one_that_earlier_versions_left_open_to_others_is_closed_to_them() throws Exception {
        Files.createFile(file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        try (ArchiveLock lock = ArchiveLock.take(folder, "download", NOW)) {
            assertThat(permissions()).isEqualTo("rw-------");
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void a_link_in_its_place_is_not_followed() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious.txt"), "all I have");
        Files.setPosixFilePermissions(precious, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(file(), precious);
        assertThatThrownBy(() -> ArchiveLock.take(folder, "download", NOW))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("is a link")
                .hasMessageContaining("Remove it");
        assertThat(precious).hasContent("all I have");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(precious)))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void a_link_to_nowhere_makes_no_file_there() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Files.createSymbolicLink(file(), elsewhere);
        assertThatThrownBy(() -> ArchiveLock.take(folder, "download", NOW)).isInstanceOf(StorageFailure.class);
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void a_truce_keeps_others_out_and_writes_nothing() throws Exception {
        ArchiveLock.truce(folder).close();
        assertThat(folder).isEmptyDirectory();
        ArchiveLock.take(folder, "download", NOW).close();
        Files.writeString(file(), "as it was");
        ArchiveLock.Truce truce = ArchiveLock.truce(folder);
        assertThatThrownBy(() -> ArchiveLock.take(folder, "download", NOW)).isInstanceOf(ArchiveHeld.class);
        assertThat(file()).hasContent("as it was");
        truce.close();
        ArchiveLock.take(folder, "download", NOW).close();
    }

    @Test
    void there_is_no_truce_with_who_holds_the_lock() throws Exception {
        try (ArchiveLock lock = ArchiveLock.take(folder, "download", NOW)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> ArchiveLock.truce(folder))
                    .isInstanceOf(ArchiveHeld.class)
                    .hasMessageContaining("(archiver download, since 2026-01-01T00:00:00Z)");
        }
    }
}
