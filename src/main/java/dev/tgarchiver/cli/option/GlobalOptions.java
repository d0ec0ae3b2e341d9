package dev.tgarchiver.cli.option;

import dev.tgarchiver.app.ShellQuoting;
import dev.tgarchiver.console.progress.ProgressView;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.progress.ProgressSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command. */
public final class GlobalOptions {

    /** A command within a sentence. */
    private static final Pattern PROPOSED = Pattern.compile(
            "(?<![^\\s(])archiver (?:login|logout|chats|download|stats|progress|cleanup|verify|retry|reindex|list|show|open|links|hashtags|senders|search|export|forget|doctor)\\b(?! --config)");

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration file. Default: ./config.yaml, then ~/.config/archiver/config.yaml.")
    private @Nullable Path config;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print the path of each finished file, and log more detail.")
    private boolean verbose;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only problems.")
    private boolean quiet;

    @Option(names = "--no-color", description = "Use no colors. The environment variable NO_COLOR does the same.")
    private boolean noColor;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean version;

    /** No option is given. */
    public GlobalOptions() {}

    /** Only the configuration file is given. */
    public GlobalOptions(Path config) {
        this.config = config;
    }

    public Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    /** Another command on the same archive, as typed into a shell. */
    public String command(String command, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("archiver", command));
        config().ifPresent(file -> words.addAll(List.of("--config", file.toString())));
        words.addAll(arguments);
        return ShellQuoting.join(words);
    }

    /**
     * A failure's text, from code that does not know the command line: the commands that it proposes are completed for
     * the same archive.
     */
    public String proposing(String message) {
        return config().map(file -> PROPOSED.matcher(message)
                        .replaceAll(command -> Matcher.quoteReplacement(
                                command.group() + " " + ShellQuoting.join(List.of("--config", file.toString())))))
                .orElse(message);
    }

    /** The view of a run that they select; quiet overrides verbose. */
    public ProgressView view(Console console, Supplier<ProgressSnapshot> state) {
        if (quiet) {
            return ProgressView.quiet(console);
        }
        return verbose ? ProgressView.verbose(console, state) : ProgressView.of(console, state);
    }

    public boolean verbose() {
        return verbose;
    }

    public boolean quiet() {
        return quiet;
    }

    public boolean colour() {
        return !noColor;
    }
}
