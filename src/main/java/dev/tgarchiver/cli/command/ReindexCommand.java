package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.maintenance.ReindexResult;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.ReindexReport;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "reindex",
        description = {
            "Read the recorded posts again from what Telegram gave of them: their texts, authors, counters and files. "
                    + "Corrects what an earlier archiver read otherwise; files that it finds are pending.",
            "",
            "Without a CHANNEL, the whole archive. When it is interrupted, the next one resumes. Exit code 3 when a "
                    + "post cannot be read. Not while a download runs. Needs neither login nor network.",
            ""
        })
public final class ReindexCommand extends Subcommand {

    @Parameters(paramLabel = "CHANNEL", description = ArchivedChannels.FORMS)
    private List<String> channels = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public ExitCode run(Console console, Configuration configuration)
            throws InvalidRequest, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        ReindexReport report = new ReindexReport(console, json, options().quiet(), this::with);
        ReindexResult result = archiver(console, configuration).reindex(channels, report);
        report.end(result);
        return ExitCode.of(result.status());
    }
}
