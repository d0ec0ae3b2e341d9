package dev.tgarchiver.build;

import dev.tgarchiver.cli.Main;
import dev.tgarchiver.cli.WrittenHelp;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Writes the help that {@code archiver --help} prints: {@link WrittenHelp}. */
public final class RootHelp {

    private RootHelp() {}

    /** Prints the help, with styles and in all widths, to standard output. */
    public static void main(String[] args) {
        new PrintStream(System.out, false, StandardCharsets.UTF_8)
                .append(WrittenHelp.write(RootHelp::styled))
                .flush();
    }

    private static String styled(int columns) {
        return Main.commandLine()
                .setUsageHelpWidth(columns)
                .getUsageMessage(CommandLine.Help.defaultColorScheme(Ansi.ON));
    }
}
