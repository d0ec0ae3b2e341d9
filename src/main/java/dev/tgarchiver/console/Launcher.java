package dev.tgarchiver.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Opens files with the programs of the user's desktop. */
public final class Launcher {

    private Launcher() {}

    /** The desktop's command on this system. */
    public static String command() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? "open" : "xdg-open";
    }

    /** Starts the program for a file; waits until it has started. False when there is none. */
    public static boolean launch(Path file) {
        try {
            return new ProcessBuilder(command(), file.toAbsolutePath().toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
