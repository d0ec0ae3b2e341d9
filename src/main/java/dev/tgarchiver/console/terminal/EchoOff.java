package dev.tgarchiver.console.terminal;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hides typed text where Java does not: Java offers a console only when standard output is a terminal too, but {@code
 * archiver login | tee log} must not show a password either.
 */
final class EchoOff {

    private static final long PATIENCE_SECONDS = 2;

    private EchoOff() {}

    static @Nullable String during(Supplier<@Nullable String> reading, Console console) {
        Thread restore = new Thread(() -> stty("echo"));
        Runtime.getRuntime().addShutdownHook(restore);
        if (!stty("-echo")) {
            console.warn("This terminal shows what you type.");
        }
        try {
            return reading.get();
        } finally {
            stty("echo");
            forget(restore);
            console.turn().now(() -> console.writeErr("\n"));
        }
    }

    /** Ends it, whichever code has started it. */
    static void end() {
        boolean unused = stty("echo");
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then it runs, which is harmless.
        }
    }

    private static boolean stty(String mode) {
        try {
            Process stty = new ProcessBuilder("stty", mode)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // The terminal stops a process in the background.
            if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return false;
            }
            return stty.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
