package dev.tgarchiver.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.LocalTelegram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code scripts/torture walk}. */
final class WalkTortureIT {

    private static final Path DISTRIBUTION = Path.of(System.getProperty("archiver.dist", "target/archiver"));

    @TempDir
    private Path folder;

    @Test
    void a_program_that_is_killed_before_its_first_page_misses_no_later_post() throws Exception {
        try (LocalTelegram telegram = LocalTelegram.start()) {
            WalkTorture torture = new WalkTorture(folder, DISTRIBUTION, telegram, 7, System.out);
            torture.run(4);
            assertThat(torture.lost()).isZero();
        }
    }
}
