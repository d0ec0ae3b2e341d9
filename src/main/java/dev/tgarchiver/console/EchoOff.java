package dev.tgarchiver.console;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hides what is typed where Java does not: it offers a console only when standard output is a terminal too, and
 * {@code archiver login | tee log} is no reason to show a password.
 */
final class EchoOff {

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

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then it runs, and does no harm.
        }
    }

    private static boolean stty(String mode) {
        try {
            return new ProcessBuilder("stty", mode)
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
