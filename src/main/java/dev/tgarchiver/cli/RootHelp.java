package dev.tgarchiver.cli;

import dev.tgarchiver.console.terminal.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The help that {@code archiver --help} prints. The build lets picocli write it once, so that printing it does not need
 * the setup of all commands.
 */
final class RootHelp {

    /** Columns, ascending; the widest that fits the terminal is shown. */
    private static final List<Integer> WIDTHS = List.of(55, 70, 80, 100, 120);

    private static final String NEXT_WIDTH = "\f";
    private static final Set<String> WORDS = Set.of("--help", "-h");
    private static final String RESOURCE = "help.txt";
    private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");

    private RootHelp() {}

    /** Prints the help, with styles and in all widths, to standard output: run by the build. */
    public static void main(String[] args) {
        new PrintStream(System.out, false, StandardCharsets.UTF_8)
                .append(WIDTHS.stream().map(RootHelp::styled).collect(Collectors.joining(NEXT_WIDTH)))
                .flush();
    }

    /** As picocli writes it for a terminal with this number of columns. */
    static String styled(int columns) {
        return Main.commandLine()
                .setUsageHelpWidth(columns)
                .getUsageMessage(CommandLine.Help.defaultColorScheme(Ansi.ON));
    }

    /** The width of help on a terminal with this number of columns: lines of more than 120 are hard to read. */
    static int width(int columns) {
        return WIDTHS.stream().filter(width -> width <= columns).reduce(WIDTHS.get(0), Math::max);
    }

    /** The help for standard output, if nothing else is requested and the build has written it. */
    static Optional<String> asked(String... words) {
        if (words.length != 1 || !WORDS.contains(words[0])) {
            return Optional.empty();
        }
        try (InputStream in = RootHelp.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                return Optional.empty();
            }
            String[] texts = new String(in.readAllBytes(), StandardCharsets.UTF_8).split(NEXT_WIDTH, -1);
            String text = texts[WIDTHS.indexOf(width(Console.helpColumns()))];
            boolean withStyles = Main.areStylesAllowed() && Ansi.AUTO.enabled();
            return Optional.of(withStyles ? text : STYLE.matcher(text).replaceAll(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
