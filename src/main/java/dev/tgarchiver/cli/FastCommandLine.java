package dev.tgarchiver.cli;

import dev.tgarchiver.cli.command.CleanupCommand;
import dev.tgarchiver.cli.command.ImplicitCommand;
import dev.tgarchiver.cli.command.ProgressCommand;
import dev.tgarchiver.cli.command.StatsCommand;
import dev.tgarchiver.cli.command.Subcommand;
import dev.tgarchiver.cli.command.VerifyCommand;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Commands in their plainest form, which people and cron use most: the command's name, and at most {@code --config
 * FILE}. They need no parser, and setting picocli up takes longer than some of them take. Everything else is left to
 * picocli, which alone reports wrong usage.
 */
final class FastCommandLine {

    private static final String AS_OPTION = "--";

    private @Nullable String command;
    private @Nullable String config;
    private boolean unusual;

    private FastCommandLine(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--config") || words[i].equals("-c")) {
                i++;
                unusual |= config != null || i == words.length || !isPlain(words[i]);
                config = i == words.length ? null : words[i];
            } else {
                unusual |= command != null;
                command = words[i];
            }
        }
    }

    /** The command that the words mean, ready to be called; empty when picocli has to parse them. */
    static Optional<Subcommand> command(String... words) {
        return new FastCommandLine(words).command();
    }

    private Optional<Subcommand> command() {
        if (unusual || command == null) {
            return Optional.empty();
        }
        Subcommand found;
        switch (withoutDashes(command)) {
            case "stats" -> found = new StatsCommand();
            case "progress" -> found = new ProgressCommand();
            case "cleanup" -> found = new CleanupCommand();
            case "verify" -> found = new VerifyCommand();
            default -> {
                return Optional.empty();
            }
        }
        if (config != null) {
            try {
                found.configuredBy(Path.of(config));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    private static String withoutDashes(String word) {
        String name = word.startsWith(AS_OPTION) ? word.substring(AS_OPTION.length()) : word;
        return word.equals(name) || ImplicitCommand.AS_OPTION.contains(name) ? name : word;
    }

    /** False for anything that might be an option, or quoted. */
    private static boolean isPlain(String value) {
        return !value.isEmpty() && !value.startsWith("-") && !value.startsWith("\"") && !value.startsWith("'");
    }
}
