package dev.tgarchiver.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** systemd understands every line of the units in {@code scripts}, where systemd is there to ask. */
final class SystemdUnitsTest {

    private static final List<String> UNITS = List.of("archiver.service", "archiver.timer");

    @TempDir
    private Path folder;

    @Test
    void the_units_are_valid() throws IOException, InterruptedException {
        assumeThat(Stream.of("/usr/bin/systemd-analyze", "/bin/systemd-analyze")
                        .map(Path::of)
                        .anyMatch(Files::isExecutable))
                .isTrue();
        for (String unit : UNITS) {
            // Neither the program nor its user is on every machine.
            Files.writeString(
                    folder.resolve(unit),
                    Files.readString(Path.of("scripts", unit))
                            .replaceAll("(?m)^ExecStart=.*", "ExecStart=/bin/true")
                            .replaceAll("(?m)^(User|Group)=.*", "$1=root"));
        }
        Process systemd = new ProcessBuilder(
                        "systemd-analyze",
                        "verify",
                        "--man=no",
                        folder.resolve(UNITS.get(0)).toString(),
                        folder.resolve(UNITS.get(1)).toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(systemd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(systemd.waitFor()).as(said).isZero();
        // It names keys that it does not know, and ends with 0 all the same.
        assertThat(said.lines().filter(line -> line.contains("archiver."))).isEmpty();
    }
}
