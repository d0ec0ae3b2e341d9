package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.Archiver;
import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.FileNameEncoding;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.ShellQuoting;
import dev.tgarchiver.app.open.LogFile;
import dev.tgarchiver.cli.option.GlobalOptions;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.cli.process.Interrupts;
import dev.tgarchiver.cli.process.QuickExit;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.ConfigLoader;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.config.OptionOverride;
import dev.tgarchiver.config.Settings;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.ErrorReport;
import dev.tgarchiver.report.NextCommands;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.telegram.LoginDialogue.LoginAborted;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The common part of the commands: configuration, console, and one place where failures become exit codes. */
public abstract class Subcommand implements Callable<Integer> {

    private static final String PROGRAM = "archiver";

    @Mixin
    private GlobalOptions options = new GlobalOptions();

    /** One without signals, until {@code main} sets its own. */
    private Interrupts interrupts = new Interrupts(QuickExit::now, Duration.ZERO);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Does the work. May throw every failure; those that are meant for the user have a message for them. */
    public abstract ExitCode run(Console console, Configuration configuration)
            throws ConfigException, InvalidRequest, TelegramFailure, LoginAborted, ArchiveHeld, StorageFailure,
                    TrackerFailure, InterruptedException;

    /** Does the work in an unchecked environment. */
    public ExitCode work(Console console)
            throws ConfigException, InvalidRequest, TelegramFailure, LoginAborted, ArchiveHeld, StorageFailure,
                    TrackerFailure, InterruptedException {
        FileNameEncoding.ofProcess().requireUnicode();
        return run(console, load());
    }

    /** Whether it ever opens the log; a command that does not saves the setup of logging. */
    public boolean opensLog() {
        return true;
    }

    /** Whether results are JSON; then a failure is JSON, too. */
    public boolean json() {
        return false;
    }

    /** Command-line options that stand for keys of the configuration. */
    public List<OptionOverride> overrides() {
        return List.of();
    }

    /** Sets the configuration file, for a command that picocli has not set up. */
    public final void configuredBy(Path file) {
        options = new GlobalOptions(file);
    }

    /** Sets the owner of the signals. */
    public final Subcommand endedBy(Interrupts owner) {
        interrupts = owner;
        return this;
    }

    public final Interrupts interrupts() {
        return interrupts;
    }

    /** What a use case works with. */
    public final Environment environment(Console console, Configuration configuration) {
        return new Environment(configuration, new ConsoleFrontEnd(console), interrupts, options.verbose());
    }

    /** The archive's use cases. */
    public final Archiver archiver(Console console, Configuration configuration) {
        return new Archiver(environment(console, configuration));
    }

    public final GlobalOptions options() {
        return options;
    }

    /** The command that continues this one, which is itself, and the one that retries channels' failed files. */
    public final NextCommands nextCommands() {
        List<String> again = new ArrayList<>(List.of(PROGRAM));
        again.addAll(spec.root().commandLine().getParseResult().originalArgs());
        return new NextCommands(
                ShellQuoting.join(again), channels -> with("retry", channels), with("stats", List.of("--failures")));
    }

    /** This command as it was given, without an option that has no value. */
    public final String commandWithout(String option) {
        List<String> words = new ArrayList<>(List.of(PROGRAM));
        words.addAll(spec.root().commandLine().getParseResult().originalArgs());
        words.removeIf(option::equals);
        return ShellQuoting.join(words);
    }

    /**
     * The command that continues this one, from any folder and on any day: as it was given, with the configuration's
     * full path.
     */
    public final String resumeCommand() {
        List<String> words = new ArrayList<>(List.of(PROGRAM));
        String config = options.config().map(Path::toString).orElse("");
        String prefix = "--config=";
        for (String word : spec.root().commandLine().getParseResult().originalArgs()) {
            boolean isConfig = !config.isEmpty() && (word.equals(config) || word.equals(prefix + config));
            words.add(
                    isConfig
                            ? word.substring(0, word.length() - config.length())
                                    + Path.of(config).toAbsolutePath().normalize()
                            : word);
        }
        return ShellQuoting.join(words);
    }

    /** Another command on the same archive. */
    public final String with(String command, List<String> arguments) {
        return options.command(command, arguments);
    }

    @Override
    public final Integer call() {
        if (!opensLog()) {
            LogFile.none();
        }
        try (Console console = Console.ofProcess(options.colour())) {
            interrupts.tellThrough(console);
            ExitCode code = run(console);
            if (code == ExitCode.DONE && interrupts.requested()) {
                // The interrupt arrived while the command still worked; its later output may be lost.
                code = ExitCode.INTERRUPTED;
            }
            interrupts.settle(code);
            return code.code();
        } finally {
            LogFile.close();
        }
    }

    /** Does the work; says what went wrong. */
    public final ExitCode run(Console console) {
        try {
            return work(console);
        } catch (ConfigException e) {
            log().warn("{}", e.getMessage());
            return failed(
                    console,
                    ExitCode.of(e),
                    e.problems().stream().map(ConfigException.Problem::toString).toList());
        } catch (InvalidRequest | TelegramFailure | LoginAborted | ArchiveHeld | StorageFailure | TrackerFailure e) {
            if (interrupts.requested()) {
                return interrupted(console, e);
            }
            log().warn("{}", e.getMessage());
            return failed(console, e);
        } catch (InterruptedException e) {
            return interrupted(console, e);
        } catch (RuntimeException e) {
            if (interrupts.requested()) {
                return interrupted(console, e);
            }
            log().error("Unexpected error", e);
            Exception told = StorageFailure.ofMachine(e)
                    .<Exception>map(machine -> machine)
                    .orElse(e);
            return failed(console, told);
        }
    }

    /** Prints a failure, with the commands that it proposes for this archive; returns its exit code. */
    public final ExitCode failed(Console console, Exception failure) {
        return failed(console, ExitCode.of(failure), List.of(words(failure)));
    }

    private ExitCode failed(Console console, ExitCode code, List<String> messages) {
        List<String> told = messages.stream().map(options::proposing).toList();
        if (json()) {
            new ErrorReport(code.code(), told, Optional.empty()).printJson(console);
        }
        console.error(told);
        return code;
    }

    /** A failure after a stop is not a failure of its own. */
    private ExitCode interrupted(Console console, Exception how) {
        log().info("Interrupted: {}", how.toString());
        ExitCode code = ExitCode.INTERRUPTED;
        if (json()) {
            new ErrorReport(code.code(), List.of("Interrupted."), Optional.empty()).printJson(console);
        }
        return code;
    }

    /** Created on first use, so that a command can do without. */
    private static Logger log() {
        return LoggerFactory.getLogger(Subcommand.class);
    }

    /** The text of a failure for the user: its own message, unless it was not meant for users. */
    public static String words(Exception failure) {
        return failure instanceof RuntimeException
                ? "Unexpected error: " + failure
                        + ". This is a fault of the archiver; what is archived is safe. The log, downloader.log in the "
                        + "logs folder of data_dir, has the details; please report it."
                : String.valueOf(failure.getMessage());
    }

    /** The configuration in force. */
    public final Configuration load() throws ConfigException {
        return new ConfigLoader(System.getenv(), Path.of("").toAbsolutePath(), System.getProperty("user.home", ""))
                .checking(Settings.PATH_TEMPLATE, PathTemplate::parse)
                .load(options.config(), overrides());
    }
}
