package dev.tgarchiver.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tgarchiver.tracker.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunRecordTest {

    private static final Path UPTIME = Path.of("/proc/uptime");

    @Test
    void a_process_is_known_by_its_start_whatever_the_clock_says() throws Exception {
        assumeTrue(Files.exists(UPTIME), "a system that tells");
        Instant start = RunRecord.processStart(ProcessHandle.current()).orElseThrow();
        Duration sinceBoot = Duration.ofMillis(
                (long) (1000 * Double.parseDouble(Files.readString(UPTIME).split(" ")[0])));
        Duration age =
                Duration.between(ProcessHandle.current().info().startInstant().orElseThrow(), Instant.now());
        assertThat(Duration.between(Instant.EPOCH, start)).isCloseTo(sinceBoot.minus(age), Duration.ofSeconds(3));
    }

    @Test
    void another_start_or_boot_is_another_process() throws Exception {
        String boot =
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        Instant start = RunRecord.processStart(ProcessHandle.current()).orElseThrow();
        assertThat(RunRecord.isAlive(run(start, boot))).isTrue();
        assertThat(RunRecord.isAlive(run(start.minusSeconds(10), boot))).isFalse();
        assertThat(RunRecord.isAlive(run(start, "another boot"))).isFalse();
    }

    private static Run run(Instant start, String boot) {
        return new Run(
                1,
                ProcessHandle.current().pid(),
                start,
                boot,
                "download",
                "",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                0,
                0,
                0);
    }
}
