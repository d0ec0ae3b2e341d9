package dev.tgarchiver.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.LocalTelegram;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code scripts/torture signals}. */
final class SignalTortureIT {

    private static final Path DISTRIBUTION = Path.of(System.getProperty("archiver.dist", "target/archiver"));
    private static final int ROUNDS = 6;

    @TempDir
    private Path folder;

    @Test
    void a_program_that_is_sent_signals_ends_in_time_and_loses_nothing() throws IOException, InterruptedException {
        SignalReport report = new SignalReport(System.out);
        try (LocalTelegram telegram = LocalTelegram.start()) {
            new SignalTorture(new SignalTorture.Order(ROUNDS, 30, 3, 1), folder, DISTRIBUTION, telegram, report).run();
        }
        report.print();
        assertThat(report.lost()).isZero();
        assertThat(report.wrong()).isZero();
        assertThat(report.interruptions()).isPositive();
    }
}
