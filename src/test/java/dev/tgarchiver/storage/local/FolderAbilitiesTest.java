package dev.tgarchiver.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.storage.StorageFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderAbilitiesTest {

    @TempDir
    private Path folder;

    @Test
    void agree_with_what_the_file_system_does_and_leave_nothing() throws Exception {
        FolderAbilities can = FolderAbilities.probe(folder);
        assertThat(folder).isEmptyDirectory();
        assertThat(can.fileSystem()).isEqualTo(Files.getFileStore(folder).type());
        assertThat(can.longNames()).isTrue();
        Path lower = Files.createFile(folder.resolve("a"));
        assertThat(can.caseSensitive()).isEqualTo(!Files.exists(folder.resolve("A")));
        assertThat(can.hardLinks()).isEqualTo(FileTransfer.link(lower, folder.resolve("b")));
    }

    @Test
    void a_folder_that_nothing_can_be_written_in_is_a_failure() {
        assertThatThrownBy(() -> FolderAbilities.probe(folder.resolve("missing")))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("cannot write in " + folder.resolve("missing"));
    }
}
