package dev.tgarchiver.cli;

import dev.tgarchiver.app.open.LogFile;
import dev.tgarchiver.cli.command.ImplicitCommand;
import dev.tgarchiver.cli.command.Subcommand;
import dev.tgarchiver.cli.command.WrongUsage;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.console.terminal.TestConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program's commands, run within the test's process: those that need no Telegram. They have a configuration in the
 * test's folder, as if it were the working directory.
 */
public final class TestProgram {

    private final Path config;

    /** A program whose {@code data_dir} is the folder {@code data} in this one. */
    public TestProgram(Path folder) throws IOException {
        config = folder.resolve("config.yaml");
        template("{channel}/{id}_{name}");
    }

    /** Writes the configuration with this {@code path_template}. */
    public void template(String template) throws IOException {
        Files.writeString(config, "data_dir: ./data\ndownload:\n  path_template: \"" + template + "\"\n");
    }

    /** Appends lines to the configuration, whose last section is {@code download}. */
    public void append(String lines) throws IOException {
        Files.writeString(config, Files.readString(config) + lines);
    }

    /**
     * How a command ended. The outputs are those of a command that was given no configuration.
     *
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    public record Ended(int exitCode, String out, String err) {}

    /** Runs a command to its end. */
    public Ended run(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        String[] all = Stream.concat(Arrays.stream(arguments), Stream.of("--config", config.toString()))
                .toArray(String[]::new);
        ParseResult parsed;
        try {
            parsed = commandLine.parseArgs(ImplicitCommand.complete(commandLine, all));
        } catch (ParameterException e) {
            return new Ended(ExitCode.USAGE.code(), "", WrongUsage.message(e));
        }
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        Subcommand command = (Subcommand) parsed.commandSpec().userObject();
        TestConsole console = TestConsole.piped();
        try {
            ExitCode code = command.run(console.console());
            return new Ended(code.code(), plain(console.out()), plain(console.err()));
        } finally {
            LogFile.close();
        }
    }

    private String plain(String output) {
        return output.replace(" --config " + config, "");
    }
}
