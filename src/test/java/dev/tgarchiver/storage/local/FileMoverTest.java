package dev.tgarchiver.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.storage.StorageFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileMoverTest {

    private static final RelativePath OLD = RelativePath.parse("a/b/1_x.bin");
    private static final RelativePath NEW = RelativePath.parse("c/1_x.bin");

    private final Path root;
    private final FileMover mover;

    FileMoverTest(@TempDir Path root) throws Exception {
        this.root = root;
        this.mover = new FileMover(new FileStore(root));
        Files.createDirectories(OLD.in(root).getParent());
        Files.writeString(OLD.in(root), "bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "1_x.bin, true",
        "1_x (2).bin, true",
        "1_x (17).bin, true",
        "1_x (1).bin, false",
        "1_x (2).txt, false",
        "1_y.bin, false"
    })
    void an_alternative_name_will_do(String name, boolean satisfied) {
        assertThat(FileMover.satisfies(NEW.withName(name), NEW)).isEqualTo(satisfied);
    }

    @Test
    void another_folder_will_not_do() {
        assertThat(FileMover.satisfies(OLD, NEW)).isFalse();
    }

    @Test
    void a_file_has_both_names_before_it_loses_one() throws Exception {
        mover.give(OLD, NEW);
        mover.sync();
        assertThat(Files.isSameFile(OLD.in(root), NEW.in(root))).isTrue();
        mover.drop(OLD, NEW);
        assertThat(root.resolve("a")).doesNotExist();
        assertThat(NEW.in(root)).hasContent("bytes");
        mover.drop(OLD, NEW);
        assertThat(NEW.in(root)).hasContent("bytes");
    }

    @Test
    void a_folder_with_other_files_stays() throws Exception {
        Files.writeString(root.resolve("a/notes.txt"), "mine");
        mover.give(OLD, NEW);
        mover.drop(OLD, NEW);
        assertThat(root.resolve("a/b")).doesNotExist();
        assertThat(root.resolve("a/notes.txt")).hasContent("mine");
    }

    @Test
    void another_file_is_never_dropped_or_overwritten() throws Exception {
        Files.createDirectories(root.resolve("c"));
        Files.writeString(NEW.in(root), "other");
        assertThat(mover.freePlace(NEW, Set.of())).isEqualTo(NEW.withName("1_x (2).bin"));
        assertThat(mover.freePlace(NEW, Set.of(NEW.withName("1_x (2).bin")))).isEqualTo(NEW.withName("1_x (3).bin"));
        mover.drop(OLD, NEW);
        assertThat(OLD.in(root)).hasContent("bytes");
        assertThatThrownBy(() -> mover.give(OLD, NEW)).isInstanceOf(StorageFailure.class);
        assertThat(NEW.in(root)).hasContent("other");
    }
}
