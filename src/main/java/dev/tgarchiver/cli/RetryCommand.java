package dev.tgarchiver.cli;

import dev.tgarchiver.app.ArchivedChannels;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.Preparation;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
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
final class RetryCommand extends Subcommand {

    @Parameters(paramLabel = "CHANNEL", description = ArchivedChannels.FORMS)
    private List<String> channels = new ArrayList<>();

    @Override
    ExitCode run(Console console, Configuration configuration)
            throws InvalidRequest, TrackerFailure, StorageFailure, InterruptedException {
        Preparation.endRelocation(configuration, "retry");
        try (Tracker tracker = Trackers.open(configuration)) {
            int retried = 0;
            List<String> names = new ArrayList<>();
            for (ChannelRow channel : ArchivedChannels.named(tracker, channels)) {
                int ofChannel = tracker.retryFailed(List.of(channel.chatId()));
                if (ofChannel > 0) {
                    retried += ofChannel;
                    names.add(ArchivedChannels.name(channel));
                }
            }
            if (!options().quiet()) {
                console.print(sentence(retried, names));
            }
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
