package dev.tgarchiver.cli;

import dev.tgarchiver.console.terminal.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/**
 * The help that {@code archiver --help} prints. The build lets picocli write it once, so that printing it does not need
 * the setup of all commands.
 */
public final class WrittenHelp {

    /** Columns, ascending; the widest that fits the terminal is shown. */
    private static final List<Integer> WIDTHS = List.of(55, 70, 80, 100, 120);

    private static final String NEXT_WIDTH = "\f";
    private static final Set<String> WORDS = Set.of("--help", "-h");
    private static final String RESOURCE = "help.txt";
    private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");

    private WrittenHelp() {}

    /**
     * The text that the program expects as its resource {@code help.txt}.
     *
     * @param styled the help with styles, for a terminal with a number of columns
     */
    public static String write(IntFunction<String> styled) {
        return WIDTHS.stream().map(styled::apply).collect(Collectors.joining(NEXT_WIDTH));
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
        try (InputStream in = WrittenHelp.class.getResourceAsStream(RESOURCE)) {
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
