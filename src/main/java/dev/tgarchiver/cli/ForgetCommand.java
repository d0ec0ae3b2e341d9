package dev.tgarchiver.cli;

import dev.tgarchiver.app.ArchivedChannels;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.LogFile;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.archive.maintenance.Forgetting;
import dev.tgarchiver.archive.maintenance.Readiness;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.console.terminal.PromptResult;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock;
import dev.tgarchiver.storage.local.ArchiveLock.ArchiveHeld;
import dev.tgarchiver.storage.local.FileStore;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.ForgottenChannel;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "forget",
        description = {
            "Remove channels from the archive: their posts, and the records of files that only they hold.",
            "",
            "The files stay on the disk unless --delete-files is given; what other channels hold stays in any case. "
                    + "Asks first. Not while a download runs. Needs neither login nor network.",
            ""
        })
final class ForgetCommand extends Subcommand {

    private static final String NAME = "forget";

    @Parameters(paramLabel = "CHANNEL", arity = "1..*", description = ArchivedChannels.FORMS)
    private List<String> channels = new ArrayList<>();

    @Option(
            names = "--delete-files",
            description = "Also delete the files from the disk, except those that other channels hold.")
    private boolean deleteFiles;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    ExitCode run(Console console, Configuration configuration)
            throws InvalidRequest, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        Trackers.require(configuration);
        ArchiveLock lock = ArchiveLock.take(configuration.dataDir(), NAME, Time.SYSTEM.now());
        try (Tracker tracker = Trackers.open(configuration)) {
            LogFile.open(configuration.home(), options().verbose());
            List<ChannelRow> rows = ArchivedChannels.named(known(tracker), channels);
            ForgetText text = new ForgetText(console, configuration, tracker.stats(), deleteFiles);
            if (!yes && !confirmed(console, text.question(rows))) {
                console.info("Nothing was changed.");
                return ExitCode.INTERRUPTED;
            }
            forget(console, configuration, tracker, rows, text);
            return ExitCode.DONE;
        } finally {
            lock.close();
        }
    }

    private void forget(
            Console console, Configuration configuration, Tracker tracker, List<ChannelRow> rows, ForgetText text)
            throws StorageFailure, TrackerFailure, InterruptedException {
        FileStore store = new FileStore(configuration.download().outputDir());
        if (deleteFiles) {
            Readiness.requireContent(tracker, store);
        }
        // A file to delete must lie where its row says.
        Readiness.endRelocation(tracker, store, configuration.home());
        interrupts().start();
        try {
            for (ChannelRow row : rows) {
                Forgetting.Report report = new Forgetting(tracker, store).run(row, deleteFiles);
                if (!options().quiet()) {
                    text.print(report);
                }
            }
        } catch (InterruptedException e) {
            console.info("Stopped. The next archiver forget, cleanup or download removes the rest.");
            throw e;
        } finally {
            interrupts().end();
        }
    }

    /** Also channels that an earlier command has started to forget. */
    private static List<ChannelRow> known(Tracker tracker) throws TrackerFailure {
        List<ChannelRow> known = new ArrayList<>(tracker.channels());
        tracker.forgotten().stream().map(ForgottenChannel::channel).forEach(known::add);
        return known;
    }

    private static boolean confirmed(Console console, String question) throws InvalidRequest {
        if (!console.prompt().asksAPerson()) {
            throw new InvalidRequest(
                    "archiver forget removes posts that cannot be restored once Telegram has deleted them, so it asks "
                            + "first; there is no terminal to ask on. Use --yes to confirm.");
        }
        return console.prompt().line(question) instanceof PromptResult.Given given
                && given.text().strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
