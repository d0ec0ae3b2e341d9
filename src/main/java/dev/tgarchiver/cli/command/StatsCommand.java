package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.stats.StatsResult;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.StatsReport;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "stats",
        description = {
            "Show what the archive holds and what is missing. Also while a download runs.",
            "",
            "Without a CHANNEL, one line for each channel in the archive, the last runs, and the disk.",
            ""
        })
public final class StatsCommand extends Subcommand {

    @Parameters(paramLabel = "CHANNEL", description = ArchivedChannels.FORMS)
    private List<String> channels = new ArrayList<>();

    @Option(names = "--kinds", description = "Also break each channel down by kind: audio, photo, text ...")
    private boolean kinds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--failures", description = "List every failed file, not only the first ten.")
    private boolean failures;

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public boolean opensLog() {
        return false;
    }

    @Override
    public ExitCode run(Console console, Configuration configuration)
            throws InvalidRequest, StorageFailure, TrackerFailure {
        StatsResult result = archiver(console, configuration).stats(channels, failures);
        if (json) {
            StatsReport.printJson(console, result.view());
        } else {
            StatsReport.print(console, result, channels, kinds, this::with);
        }
        return ExitCode.DONE;
    }
}
