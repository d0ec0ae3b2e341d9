package dev.tgarchiver.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The help that {@code archiver --help} prints. The build has picocli write it once, so that printing it does not take the
 * time to set up all commands.
 */
final class RootHelp {

    private static final Set<String> WORDS = Set.of("--help", "-h");
    private static final String RESOURCE = "help.txt";
    private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");

    private RootHelp() {}

    /** Prints the help, with styles, to standard output: run by the build. */
    public static void main(String[] args) {
        new PrintStream(System.out, false, StandardCharsets.UTF_8)
                .append(styled())
                .flush();
    }

    /** As picocli writes it for a terminal. */
    static String styled() {
        return Main.commandLine().getUsageMessage(CommandLine.Help.defaultColorScheme(Ansi.ON));
    }

    /** The help as standard output is to have it, if nothing else is asked for and the build has written it. */
    static Optional<String> asked(String... words) {
        if (words.length != 1 || !WORDS.contains(words[0])) {
            return Optional.empty();
        }
        try (InputStream in = RootHelp.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                return Optional.empty();
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            boolean withStyles = Main.areStylesAllowed() && Ansi.AUTO.enabled();
            return Optional.of(withStyles ? text : STYLE.matcher(text).replaceAll(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
