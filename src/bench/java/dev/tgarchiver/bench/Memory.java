package dev.tgarchiver.bench;

import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The resident memory of a process, Java and TDLib together, as Linux counts it in {@code /proc}. */
final class Memory {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final List<Long> samples = new ArrayList<>();
    private long peak;

    /** Samples a process twice a second until it ends, or the time is over. */
    void watch(ProgramRun run, Duration time) throws IOException {
        for (long samples = time.dividedBy(INTERVAL); samples > 0 && !run.hasEndedWithin(INTERVAL); samples--) {
            field(run.pid(), "VmRSS").ifPresent(this.samples::add);
            field(run.pid(), "VmHWM").ifPresent(bytes -> peak = bytes);
        }
    }

    /** The most it ever held, in bytes; 0 where there is no {@code /proc}. */
    long peak() {
        return peak;
    }

    /** The median of what it held in one of ten equally long parts of the run, 0 to 9, in bytes. */
    long tenth(int part) {
        int from = samples.size() * part / 10;
        int to = Math.max(from + 1, samples.size() * (part + 1) / 10);
        if (to > samples.size()) {
            return 0;
        }
        List<Long> sorted = samples.subList(from, to).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static Optional<Long> field(long pid, String name) throws IOException {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
