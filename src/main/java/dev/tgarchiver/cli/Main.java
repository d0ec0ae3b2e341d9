package dev.tgarchiver.cli;

import dev.tgarchiver.app.FileNameEncoding;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.cli.command.ArchiverCommand;
import dev.tgarchiver.cli.command.ImplicitCommand;
import dev.tgarchiver.cli.command.Subcommand;
import dev.tgarchiver.cli.command.WrongUsage;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.cli.process.Interrupts;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.SafeText;
import dev.tgarchiver.report.ErrorReport;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** The program's entry. */
public final class Main {

    private static final String JSON = "--json";
    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    private Main() {}

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] args) {
        // Before anything else, so that every signal is handled.
        Interrupts interrupts = Interrupts.listen();
        interrupts.exit(run(interrupts, args));
    }

    /** Runs the command that the arguments name; returns its exit code. */
    static int run(Interrupts interrupts, String... args) {
        Optional<String> help = WrittenHelp.asked(args);
        if (help.isPresent()) {
            System.out.print(help.get());
            System.out.flush();
            return ExitCode.DONE.code();
        }
        Optional<Subcommand> plain = FastCommandLine.command(args);
        if (plain.isPresent()) {
            return plain.get().endedBy(interrupts).call();
        }
        CommandLine commandLine = commandLine().setExecutionStrategy(parsed -> execute(parsed, interrupts));
        if (Arrays.stream(args).anyMatch(HELP::contains)) {
            // Only then, since the terminal's width costs a process.
            commandLine.setUsageHelpWidth(WrittenHelp.width(Console.helpColumns()));
        }
        if (!areStylesAllowed()) {
            commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        }
        return commandLine.execute(ImplicitCommand.complete(commandLine, args));
    }

    private static int execute(ParseResult parsed, Interrupts interrupts) {
        for (CommandLine command : parsed.asCommandLineList()) {
            if (command.getCommand() instanceof Subcommand subcommand) {
                subcommand.endedBy(interrupts);
            }
        }
        return new RunLast().execute(parsed);
    }

    /** Whether the environment allows styles; a terminal must be there as well. */
    static boolean areStylesAllowed() {
        return System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** All commands, as picocli has them. Setting them up takes longer than some of them take. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new ArchiverCommand())
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler(Main::wrongUsage);
        return commandLine.registerConverter(Long.TYPE, Main::wholeNumber);
    }

    private static long wholeNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
    }

    /** One line says what is wrong, another one where the help is; the whole help would bury the first. */
    private static int wrongUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        boolean json = Arrays.asList(args).contains(JSON);
        try {
            FileNameEncoding.ofProcess().requireUnicode();
        } catch (InvalidRequest locale) {
            // Paths with other alphabets are not understood.
            String message = String.valueOf(locale.getMessage());
            if (json) {
                printJson(message, Optional.empty());
            }
            err.println("error: " + SafeText.text(message));
            return ExitCode.USAGE.code();
        }
        String help = command.getCommandSpec().qualifiedName() + " --help";
        if (json) {
            printJson(WrongUsage.message(e), Optional.of(help));
        }
        err.println("error: " + SafeText.text(WrongUsage.message(e)));
        err.println("See: " + help);
        return ExitCode.USAGE.code();
    }

    private static void printJson(String message, Optional<String> hint) {
        try (Console console = Console.ofProcess(false)) {
            new ErrorReport(ExitCode.USAGE.code(), List.of(message), hint).printJson(console);
        }
    }
}
