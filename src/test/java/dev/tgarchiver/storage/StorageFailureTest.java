package dev.tgarchiver.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tgarchiver.storage.StorageFailure.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageFailureTest {

    @TempDir
    static Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No space left on device",
                "Disk quota exceeded",
                "There is not enough space on the disk",
            })
    void recognises_a_full_disk(String reason) {
        Path path = folder.resolve("x");

        assertThat(StorageFailure.of("write", path, new IOException(reason)).kind())
                .isEqualTo(Kind.DISK_FULL);
        StorageFailure failure =
                StorageFailure.of("write", path, new FileSystemException(path.toString(), null, reason));
        assertThat(failure.kind()).isEqualTo(Kind.DISK_FULL);
        assertThat(failure).hasMessageContainingAll("cannot write " + path, "the disk is full", "free some space");
        assertThat(failure.path()).isEqualTo(path);
    }

    @Test
    void recognises_missing_permission() {
        Path path = folder.resolve("x");

        assertThat(StorageFailure.of("write", path, new AccessDeniedException("x"))
                        .kind())
                .isEqualTo(Kind.NOT_WRITABLE);
        assertThat(StorageFailure.of("write", path, new FileSystemException("x", null, "Read-only file system")))
                .hasMessageContainingAll("permission denied", "configure another folder")
                .extracting(StorageFailure::kind)
                .isEqualTo(Kind.NOT_WRITABLE);
    }

    @Test
    void says_what_else_went_wrong() {
        Path path = folder.resolve("x");

        assertThat(StorageFailure.of("read", path, new IOException("Is a directory")))
                .hasMessage("cannot read " + path + ": Is a directory; check the disk and the path, then run again")
                .extracting(StorageFailure::kind)
                .isEqualTo(Kind.IO);
        assertThat(StorageFailure.of("read", path, new NoSuchFileException(path.toString())))
                .hasMessageContaining("NoSuchFile")
                .extracting(StorageFailure::kind)
                .isEqualTo(Kind.IO);
        assertThat(StorageFailure.of("write", path, new IOException("File too large")))
                .hasMessageContaining("4 GiB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Too many open files",
                "Too many open files in system",
                "Input/output error",
                "Stale file handle",
                "Transport endpoint is not connected",
                "Cannot allocate memory"
            })
    void recognises_a_fault_of_the_machine(String reason) {
        Path path = folder.resolve("x");

        assertThat(StorageFailure.of("write", path, new FileSystemException("x", null, reason)))
                .hasMessageContainingAll("cannot write " + path, reason)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.MACHINE))
                .satisfies(failure -> assertThat(failure.endsRun()).isTrue());
        assertThat(StorageFailure.ofMachine(new UncheckedIOException(new FileSystemException("x", null, reason))))
                .isPresent();
    }

    @Test
    void a_name_that_the_locale_cannot_write_is_a_fault_of_the_machine() {
        assertThat(StorageFailure.ofMachine(
                        new InvalidPathException("ü", "Malformed input or input contains unmappable characters")))
                .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("UTF-8"));
        assertThat(StorageFailure.ofMachine(new InvalidPathException("a\0b", "Nul character not allowed")))
                .isEmpty();
        assertThat(StorageFailure.ofMachine(new UncheckedIOException(new NoSuchFileException("x"))))
                .isEmpty();
    }

    @Test
    void recognises_the_real_thing() {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();

        IOException real = catchThrowableOfType(IOException.class, () -> {
            try (OutputStream out = Files.newOutputStream(full)) {
                out.write(1);
            }
        });

        assertThat(StorageFailure.of("write", full, real).kind()).isEqualTo(Kind.DISK_FULL);
    }

    @Test
    void free_space_of_a_folder_that_is_not_there_is_its_parents() throws StorageFailure {
        assertThat(FreeSpace.usable(folder.resolve("not/there/yet"))).isPositive();
    }

    @Test
    void a_folder_that_cannot_be_created_is_named_with_the_cause() {
        Path folder = Path.of("archive");
        assertThat(StorageFailure.of("create", folder, new AccessDeniedException("archive")))
                .hasMessageStartingWith("cannot create archive: permission denied or read-only file system; ");
    }
}
