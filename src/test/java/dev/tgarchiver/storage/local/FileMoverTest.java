package dev.tgarchiver.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.RelativePath;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMoverTest {

    private static final RelativePath OLD = RelativePath.parse("a/b/1_x.bin");
    private static final RelativePath NEW = RelativePath.parse("c/1_x.bin");

    private final Path root;
    private final FileMover mover;

    FileMoverTest(@TempDir Path root) throws Exception {
        this.root = root;
        this.mover = new FileMover(new LocalBlobStore(root));
        Files.createDirectories(OLD.in(root).getParent());
        Files.writeString(OLD.in(root), "bytes");
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
}
