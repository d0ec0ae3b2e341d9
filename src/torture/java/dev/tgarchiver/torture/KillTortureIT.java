package dev.tgarchiver.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.LocalTelegram;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code scripts/torture kill}. */
final class KillTortureIT {

    private static final Path DISTRIBUTION = Path.of(System.getProperty("archiver.dist", "target/archiver"));
    private static final int ROUNDS = 6;

    @TempDir
    private Path folder;

    @Test
    void a_program_that_is_killed_again_and_again_loses_nothing() throws IOException, InterruptedException {
        KillReport report = new KillReport(System.out);
        try (LocalTelegram telegram = LocalTelegram.start()) {
            new KillTorture(new KillTorture.Order(ROUNDS, 100, 5, 4), folder, DISTRIBUTION, telegram, report).run();
        }
        report.print();
        assertThat(report.lost()).isZero();
        assertThat(report.wrong()).isZero();
        assertThat(report.kills()).isGreaterThan(ROUNDS / 2);
        assertThat(report.hits(KillReport.Phase.WALKING)).isPositive();
        assertThat(report.hits(KillReport.Phase.DOWNLOADING)).isPositive();
        assertThat(report.archives()).isPositive();
    }
}
