package dev.tgarchiver.console;

import dev.tgarchiver.console.terminal.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Shows lines that are more than the terminal's rows through the program that {@code PAGER} names. */
public final class Pager {

    private static final String VARIABLE = "PAGER";

    /** Ends by itself when it all fits, shows colours, and leaves the screen as it is. */
    private static final String LESS = "FRX";

    private Pager() {}

    /**
     * Shows lines with their escape sequences, which must be this program's own. Waits until the user has left the
     * pager. Without a usable one, or when there is room for all, the lines are printed.
     */
    public static void show(Console console, List<String> lines) {
        String pager = System.getenv().getOrDefault(VARIABLE, "less");
        boolean tooLong = lines.size() >= console.window().rows();
        if (!console.outIsTerminal() || !tooLong || pager.isBlank() || !page(pager, lines)) {
            PrintWriter out = console.resultWriter();
            lines.forEach(line -> out.print(line + "\n"));
            out.flush();
        }
    }

    private static boolean page(String pager, List<String> lines) {
        try {
            // Only if the shell finds it, since what a failed one was given would be lost.
            ProcessBuilder shell = new ProcessBuilder(
                            "sh", "-c", "command -v " + pager.strip().split("\\s+")[0] + " >/dev/null && " + pager)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            shell.environment().putIfAbsent("LESS", LESS);
            Process process = shell.start();
            write(process, lines);
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void write(Process process, List<String> lines) {
        try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
            for (String line : lines) {
                in.write(line + "\n");
            }
        } catch (IOException e) {
            // The user has left the pager before its end.
            return;
        }
    }
}
