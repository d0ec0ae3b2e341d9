package dev.tgarchiver.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that prints one line of interest, the last one, and is expected to succeed. */
final class Child {

    private static final Duration PATIENCE = Duration.ofHours(1);

    private Child() {}

    /**
     * Runs a command to its end, with what it writes in a file of the folder; returns its last line.
     *
     * @throws IOException when it cannot be started, fails, or takes longer than an hour
     */
    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command.get(0) + " did not end within an hour");
        }
        List<String> lines = Files.readAllLines(output);
        if (process.exitValue() != 0 || lines.isEmpty()) {
            throw new IOException(Path.of(command.get(0)).getFileName() + " failed (exit code " + process.exitValue()
                    + "): " + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
        }
        return lines.get(lines.size() - 1);
    }
}
