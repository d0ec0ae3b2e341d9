package dev.tgarchiver.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The resident memory of a process, Java and TDLib together, as Linux counts it in {@code /proc}. */
final class Memory {

    private final List<Long> samples = new ArrayList<>();
    private long peak;

    /** Samples a process twice a second until it ends, or the time is over; returns whether it ended. */
    boolean watch(Process process, long seconds) throws IOException, InterruptedException {
        for (long i = 0; i < 2 * seconds; i++) {
            if (process.waitFor(500, TimeUnit.MILLISECONDS)) {
                return true;
            }
            field(process.pid(), "VmRSS").ifPresent(samples::add);
            field(process.pid(), "VmHWM").ifPresent(bytes -> peak = bytes);
        }
        return false;
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
