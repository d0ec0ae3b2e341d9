package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.NewConfiguration;
import dev.tgarchiver.cli.option.GlobalOptions;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.ConfigDraft;
import dev.tgarchiver.config.Setting;
import dev.tgarchiver.config.Settings;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.PromptResult;
import dev.tgarchiver.storage.StorageFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        description = {
            "Ask for what every configuration needs, and write ./config.yaml (or --config FILE).",
            "",
            "Does not ask for TELEGRAM_API_ID and TELEGRAM_API_HASH where they are set; the configuration then names "
                    + "these variables. Without a terminal it reads the answers from standard input, line by line.",
            ""
        })
public final class InitCommand implements Callable<Integer> {

    private static final String API_ID = "TELEGRAM_API_ID";
    private static final String API_HASH = "TELEGRAM_API_HASH";
    private static final String DATA_DIR = "./data";

    @Mixin
    private GlobalOptions options = new GlobalOptions();

    @Option(names = "--folder", paramLabel = "DIR", description = "Folder of the archive. Default: ask.")
    private @Nullable String folder;

    @Parameters(paramLabel = "CHANNEL", description = "Channels to archive, as archiver download takes them.")
    private List<String> channels = new ArrayList<>();

    private final Map<String, String> environment = System.getenv();

    @Override
    public Integer call() {
        try (Console console = Console.ofProcess(options.colour())) {
            try {
                return run(console).code();
            } catch (InvalidRequest | StorageFailure e) {
                console.error(String.valueOf(e.getMessage()));
                return ExitCode.of(e).code();
            }
        }
    }

    private ExitCode run(Console console) throws InvalidRequest, StorageFailure {
        Path file =
                options.config().orElse(Path.of("config.yaml")).toAbsolutePath().normalize();
        if (Files.exists(file)) {
            throw new InvalidRequest(
                    "A configuration exists already: " + file
                            + ". Edit it (archiver config check shows what is in force), or write another one with --config FILE.");
        }
        for (String channel : channels) {
            Optional<String> problem = ConfigDraft.problemOfChannel(channel);
            if (problem.isPresent()) {
                throw new InvalidRequest(problem.get());
            }
        }
        if (!environment.containsKey(API_ID) || !environment.containsKey(API_HASH)) {
            console.info(
                    "Get an API id, free of charge: log in at https://my.telegram.org, open API development tools, "
                            + "and create an application.");
        }
        ConfigDraft draft = new ConfigDraft(
                credential(console, API_ID, "API id (a number): ", Settings.API_ID),
                credential(console, API_HASH, "API hash (32 hexadecimal digits): ", Settings.API_HASH),
                folder(console),
                channels(console));
        NewConfiguration.write(file, draft.yaml());
        console.print("Wrote " + file + ". Next: archiver login, then archiver download"
                + (draft.channels().isEmpty() ? " @name." : "."));
        return ExitCode.DONE;
    }

    private String credential(Console console, String variable, String question, Setting<?> setting)
            throws InvalidRequest {
        String given = environment.getOrDefault(variable, "");
        if (given.isBlank()) {
            return ask(console, question, text -> sentence(ConfigDraft.problem(setting, text)));
        }
        Optional<String> problem = ConfigDraft.problem(setting, given);
        if (problem.isPresent()) {
            throw new InvalidRequest("The environment variable " + variable + " " + problem.get());
        }
        return "${" + variable + "}";
    }

    private String folder(Console console) throws InvalidRequest {
        if (folder != null) {
            Optional<String> problem = ConfigDraft.problem(Settings.DATA_DIR, folder);
            if (problem.isPresent()) {
                throw new InvalidRequest("option --folder: \"" + folder + "\" " + problem.get());
            }
            return folder;
        }
        String text = ask(
                console,
                "Folder of the archive, relative to the configuration's [" + DATA_DIR + "]: ",
                answer ->
                        answer.isEmpty() ? Optional.empty() : sentence(ConfigDraft.problem(Settings.DATA_DIR, answer)));
        return text.isEmpty() ? DATA_DIR : text;
    }

    private List<String> channels(Console console) throws InvalidRequest {
        if (!channels.isEmpty()) {
            return channels;
        }
        String text = ask(
                console,
                "Channels to archive, separated by blanks (@name, links; Enter for none): ",
                answer -> words(answer).stream()
                        .map(ConfigDraft::problemOfChannel)
                        .flatMap(Optional::stream)
                        .findFirst());
        return words(text);
    }

    /** Without the answer itself, which may be secret. */
    private static Optional<String> sentence(Optional<String> problem) {
        return problem.map(end -> "That " + end + ".");
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Asks until the answer is valid; off a terminal, where there is no user to correct it, it fails. */
    private static String ask(Console console, String question, Function<String, Optional<String>> problem)
            throws InvalidRequest {
        while (true) {
            if (!(console.prompt().line(question) instanceof PromptResult.Given given)) {
                throw new InvalidRequest("Nothing was written: standard input ended before everything was answered.");
            }
            String text = given.text().strip();
            Optional<String> wrong = problem.apply(text);
            if (wrong.isEmpty()) {
                return text;
            }
            if (!console.prompt().asksAPerson()) {
                throw new InvalidRequest(question.strip() + " " + wrong.get() + " Nothing was written.");
            }
            console.warn(wrong.get());
        }
    }
}
