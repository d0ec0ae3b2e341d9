package dev.tgarchiver.tdlib.binding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TdLogTest {

    private static final String FAILED = "[ 2][t 4][1763.1][FileManager.cpp:5025][#%d][!FileManager][&x]\t"
            + "Failed to Download file %d(-3) of type Audio: [Error : %d : %s]\n";

    @TempDir
    private Path folder;

    private Path file;
    private TdLog log;

    @BeforeEach
    void open() {
        file = folder.resolve("tdlib.log");
        log = new TdLog(file);
    }

    @Test
    void tells_why_a_download_failed() throws IOException {
        write(FAILED.formatted(1, 7, 500, "INTERNAL"));
        long position = log.position();
        write(FAILED.formatted(1, 8, 400, "LOCATION_INVALID")
                + FAILED.formatted(1, 7, 429, "Too Many Requests: retry after 100"));
        assertThat(log.whyFailed(1, 7, position)).hasValueSatisfying(error -> {
            assertThat(error.code()).isEqualTo(429);
            assertThat(error.text()).isEqualTo("Too Many Requests: retry after 100");
        });
    }

    @Test
    void knows_nothing_of_what_was_before_or_of_other_files() throws IOException {
        write(FAILED.formatted(1, 7, 500, "INTERNAL"));
        assertThat(log.whyFailed(1, 7, log.position())).isEmpty();
        assertThat(log.whyFailed(1, 70, 0)).isEmpty();
    }

    @Test
    void tells_the_clients_of_the_process_apart() throws IOException {
        write(FAILED.formatted(1, 7, 500, "INTERNAL") + FAILED.formatted(12, 7, 400, "LOCATION_INVALID"));
        assertThat(log.whyFailed(1, 7, 0))
                .hasValueSatisfying(error -> assertThat(error.code()).isEqualTo(500));
        assertThat(log.whyFailed(12, 7, 0))
                .hasValueSatisfying(error -> assertThat(error.code()).isEqualTo(400));
        assertThat(log.whyFailed(2, 7, 0)).isEmpty();
    }

    @Test
    void reads_a_log_that_was_begun_anew() throws IOException {
        write("x".repeat(1000));
        long position = log.position();
        Files.writeString(file, FAILED.formatted(1, 7, 500, "INTERNAL"));
        assertThat(log.whyFailed(1, 7, position)).isPresent();
    }

    @Test
    void tells_why_there_was_no_new_file_reference() throws IOException {
        write(FAILED.formatted(1, 7, 500, "INTERNAL"));
        assertThat(log.whyFailed(1, 7, 0))
                .hasValueSatisfying(error -> assertThat(error.isOfReference()).isFalse());
        write(FAILED.formatted(1, 7, 429, "Too Many Requests: retry after 60")
                .replace("Download", "DownloadWaitFileReference"));
        assertThat(log.whyFailed(1, 7, 0)).hasValueSatisfying(error -> {
            assertThat(error.text()).isEqualTo("Too Many Requests: retry after 60");
            assertThat(error.isOfReference()).isTrue();
        });
    }

    @Test
    void tells_what_the_operating_system_said() throws IOException {
        write(FAILED.formatted(1, 7, 0, "x")
                .replace(
                        "[Error : 0 : x]",
                        "[PosixError : No space left on device : 28 : " + "Pwrite to [fd:71] at offset 0 has failed]"));
        assertThat(log.whyFailed(1, 7, 0)).hasValueSatisfying(error -> {
            assertThat(error.code()).isZero();
            assertThat(error.text()).isEqualTo("No space left on device: Pwrite to [fd:71] at offset 0 has failed");
        });
    }

    @Test
    void is_silent_without_a_log() {
        assertThat(log.whyFailed(1, 7, log.position())).isEmpty();
    }

    private void write(String text) throws IOException {
        Files.write(file, text.getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
