package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.maintenance.RetryResult;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        description = {
            "Make failed files pending again, without past attempts; the next download fetches them.",
            "",
            "Without a CHANNEL, those of every channel in the archive. Also while a download runs.",
            ""
        })
public final class RetryCommand extends Subcommand {

    @Parameters(paramLabel = "CHANNEL", description = ArchivedChannels.FORMS)
    private List<String> channels = new ArrayList<>();

    @Override
    public ExitCode run(Console console, Configuration configuration)
            throws InvalidRequest, TrackerFailure, StorageFailure, InterruptedException {
        RetryResult retried = archiver(console, configuration).retry(channels);
        if (!options().quiet()) {
            console.print(sentence(retried.files(), retried.channels()));
        }
        return ExitCode.DONE;
    }

    private String sentence(int retried, List<String> names) {
        if (retried == 0) {
            return "No failed files; nothing to do.";
        }
        return (retried == 1 ? "1 failed file is" : retried + " failed files are") + " pending again. To fetch "
                + (retried == 1 ? "it" : "them") + ": " + with("download", names);
    }
}
