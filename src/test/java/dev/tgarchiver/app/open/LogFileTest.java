package dev.tgarchiver.app.open;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.storage.ArchiveHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogFileTest {

    private static final String HOSTILE = "a\u001b[2Jb\u009b2Jc\r\nd\u202ee\u2028f";

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        LogFile.close();
    }

    private List<String> lines() throws Exception {
        LogFile.close();
        return Files.readString(folder.resolve("logs/downloader.log")).lines().toList();
    }

    @Test
    void each_line_tells_its_thread() throws Exception {
        LogFile.open(new ArchiveHome(folder), false);
        Logger log = LoggerFactory.getLogger("dev.tgarchiver.Example");
        Thread worker = new Thread(() -> log.info("song.mp3 done"), "worker_1");
        worker.start();
        worker.join();
        assertThat(lines())
                .singleElement()
                .satisfies(
                        line -> assertThat(line)
                                .matches(
                                        "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-]\\d\\d:\\d\\d) INFO  \\[worker_1] Example: song.mp3 done"));
    }

    @Test
    void names_of_others_neither_break_a_line_nor_act_upon_a_terminal() throws Exception {
        LogFile.open(new ArchiveHome(folder), false);
        LoggerFactory.getLogger("dev.tgarchiver.Example").info("{}", HOSTILE);
        assertThat(lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line).endsWith("a [2Jb 2Jc  d e f").doesNotContainPattern("[\\p{Cc}\\p{Cf}\u2028]"));
    }

    @Test
    void nor_do_they_in_an_exception_which_comes_once() throws Exception {
        LogFile.open(new ArchiveHome(folder), false);
        LoggerFactory.getLogger("dev.tgarchiver.Example")
                .error("It failed", new IllegalStateException("name \u001b]0;x\u0007"));
        assertThat(lines())
                .filteredOn(line -> line.contains("IllegalStateException"))
                .singleElement()
                .satisfies(line -> assertThat(line).doesNotContain("\u001b", "\u0007"));
    }

    @Test
    void detail_comes_only_when_it_is_wanted() throws Exception {
        LogFile.open(new ArchiveHome(folder), false);
        Logger log = LoggerFactory.getLogger("dev.tgarchiver.Example");
        log.debug("a page");
        LogFile.close();
        LogFile.open(new ArchiveHome(folder), true);
        log.debug("another page");
        assertThat(lines()).singleElement().satisfies(line -> assertThat(line).contains("another page"));
    }

    @Test
    void every_log_is_its_owners_alone() throws Exception {
        Path log = Files.createDirectories(folder.resolve("logs")).resolve("downloader.log");
        // So large that the first line rolls it; later lines are looked at once a minute.
        Files.write(log, new byte[11 << 20]);
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
        LogFile.open(new ArchiveHome(folder), false);
        LoggerFactory.getLogger("dev.tgarchiver.Example").info("a line");
        LogFile.close();
        assertThat(folder.resolve("logs/downloader.log.1")).exists();
        try (Stream<Path> logs = Files.list(folder.resolve("logs"))) {
            assertThat(logs)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo("rw-------"));
        }
    }
}
