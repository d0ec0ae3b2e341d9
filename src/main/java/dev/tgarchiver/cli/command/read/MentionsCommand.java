package dev.tgarchiver.cli.command.read;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.posts.Mentions;
import dev.tgarchiver.cli.command.Subcommand;
import dev.tgarchiver.cli.option.PostSelectionOptions;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.posts.MentionsReport;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The common part of the commands that count what posts name. */
abstract class MentionsCommand extends Subcommand {

    @Parameters(paramLabel = "CHANNEL", description = ArchivedChannels.FORMS + " Default: all.")
    private List<String> channels = new ArrayList<>();

    @Mixin
    private PostSelectionOptions selection = new PostSelectionOptions();

    @Option(names = "--limit", paramLabel = "N", description = "Show at most this many; 0 for all. Default: 20.")
    private int limit = 20;

    @Option(names = "--json", description = "Print one JSON object for each.")
    private boolean json;

    /** What is counted. */
    abstract Mentions.Kind kind();

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public boolean opensLog() {
        return false;
    }

    @Override
    public ExitCode run(Console console, Configuration configuration) throws InvalidRequest, TrackerFailure {
        if (limit < 0) {
            throw new InvalidRequest("--limit: " + limit + " is less than 0. Write how many to show, or 0 for all.");
        }
        MentionsReport.print(
                console,
                archiver(console, configuration).mentions(kind(), selection.selection(channels), limit),
                json,
                options().quiet());
        return ExitCode.DONE;
    }
}
