package dev.tgarchiver.console.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the system's shell about the terminal: a few milliseconds each time, without own native code. */
final class ShellQuery {

    private static final long PATIENCE_SECONDS = 2;

    private ShellQuery() {}

    /** Whether a command with this process's own streams succeeds. */
    static boolean succeeds(String command) {
        try {
            return finish(new ProcessBuilder("sh", "-c", command).inheritIO().start());
        } catch (IOException e) {
            return false;
        }
    }

    /** The output of a command, if it succeeds. */
    static Optional<String> output(String command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return finish(process) ? Optional.of(printed.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean finish(Process process) {
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
