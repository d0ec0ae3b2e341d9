package dev.tgarchiver.tdlib.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.telegram.TelegramFailure.Local;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryDigestTest {

    /** Of "abc", from FIPS 180-2. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder;

    @Test
    void the_same_bytes_pass() throws Exception {
        Path library = Files.writeString(folder.resolve("libtdjson.so"), "abc");
        assertThatCode(() -> new LibraryDigest(ABC).require(library)).doesNotThrowAnyException();
    }

    @Test
    void one_other_byte_does_not() throws Exception {
        Path library = Files.writeString(folder.resolve("libtdjson.so"), "abd");
        assertThatThrownBy(() -> new LibraryDigest(ABC).require(library))
                .isInstanceOf(Local.class)
                .hasMessageContainingAll(library.toString(), "was changed", ABC, "not loaded", "tdlib_library");
    }

    @Test
    void a_library_that_cannot_be_read_is_told() {
        assertThatThrownBy(() -> new LibraryDigest(ABC).require(folder.resolve("missing")))
                .isInstanceOf(Local.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void a_large_file_is_read_to_its_end() throws Exception {
        byte[] bytes = new byte[200_001];
        Path library = Files.write(folder.resolve("large"), bytes);
        String zeros = java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        assertThatCode(() -> new LibraryDigest(zeros).require(library)).doesNotThrowAnyException();
        bytes[200_000] = 1;
        Files.write(library, bytes);
        assertThat(library).hasSize(200_001);
        assertThatThrownBy(() -> new LibraryDigest(zeros).require(library)).isInstanceOf(Local.class);
    }
}
