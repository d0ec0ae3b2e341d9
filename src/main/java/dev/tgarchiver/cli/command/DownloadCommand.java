package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.Archiver;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.run.DownloadOrder;
import dev.tgarchiver.app.run.DownloadResult;
import dev.tgarchiver.app.run.DryRunResult;
import dev.tgarchiver.app.run.RunWatcher;
import dev.tgarchiver.cli.option.LimitOptions;
import dev.tgarchiver.cli.option.SelectionOptions;
import dev.tgarchiver.cli.option.WorkerOptions;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.config.OptionOverride;
import dev.tgarchiver.config.Settings;
import dev.tgarchiver.console.progress.ProgressView;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.progress.ProgressSnapshot;
import dev.tgarchiver.report.DryRunReport;
import dev.tgarchiver.report.RunDisplay;
import dev.tgarchiver.report.RunSummary;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "download",
        abbreviateSynopsis = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver download @name --workers 5",
            "  archiver download https://t.me/name/456",
            "  archiver download @name --since 7d --types photo,video",
            "  archiver download --max-size 50MB --max-duration 2h"
        },
        description = {
            "Archive channels: their posts, and every file that is not in the archive yet.",
            "",
            "Without a CHANNEL, those of the configuration. Ctrl-C ends it in order; the next run resumes.",
            ""
        })
public final class DownloadCommand extends Subcommand {

    @Parameters(
            paramLabel = "CHANNEL",
            description = "@name, name, https://t.me/name, https://t.me/c/123, an invite link, a numeric id (-100...), "
                    + "me for Saved Messages; or the link to a post, https://t.me/name/456: that post and its album, "
                    + "without a walk.")
    private List<String> channels = new ArrayList<>();

    @ArgGroup(validate = false, heading = "%nWorkers:%n")
    private WorkerOptions workers = new WorkerOptions();

    @ArgGroup(validate = false, heading = "%nLimits of this run:%n")
    private LimitOptions limits = new LimitOptions();

    @ArgGroup(validate = false, heading = "%nFilters, for all channels of this run (keys: download.select):%n")
    private SelectionOptions selection = new SelectionOptions();

    private static final String DRY_RUN = "--dry-run";

    @Option(
            names = "--retry-failed",
            description =
                    "Also retry every file that failed in an earlier run, at once. Without it, only those whose pause "
                            + "is over.")
    private boolean retryFailed;

    @Option(
            names = DRY_RUN,
            description = "Walk the channels and report what there is to download, and how long it may take; "
                    + "download nothing, and change nothing except recording new posts.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print one JSON object per event.")
    private boolean json;

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public List<OptionOverride> overrides() {
        List<OptionOverride> overrides = new ArrayList<>();
        overrides.addAll(workers.overrides());
        overrides.addAll(limits.overrides());
        overrides.addAll(selection.overrides());
        if (!channels.isEmpty()) {
            overrides.add(OptionOverride.of(Settings.CHANNELS, "CHANNEL", channels));
        }
        return overrides;
    }

    @Override
    public ExitCode run(Console console, Configuration configuration)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        Archiver archiver = archiver(console, configuration);
        RunSummary summary = new RunSummary(nextCommands());
        RunWatcher.Factory watcher = state -> new RunDisplay(summary, view(console, state));
        if (dryRun) {
            return report(console, summary, archiver.dryRun(retryFailed, watcher));
        }
        DownloadResult result = archiver.download(new DownloadOrder(retryFailed, resumeCommand()), watcher);
        if (!json) {
            tell(console, summary, result.run().outcome());
        }
        return end(console, result);
    }

    private ExitCode report(Console console, RunSummary summary, DryRunResult result) {
        Outcome outcome = result.walk().run().outcome();
        if (result.estimate().isEmpty()) {
            if (!json) {
                tell(console, summary, outcome);
            }
        } else if (json) {
            DryRunReport.printJson(console, result.estimate().get());
        } else {
            DryRunReport.print(console, result.estimate().get(), commandWithout(DRY_RUN));
            if (outcome == Outcome.LIMIT_REACHED) {
                console.warn("The walk ended at download.max_duration, so this is incomplete.");
            }
        }
        return end(console, result.walk());
    }

    private ExitCode end(Console console, DownloadResult result) {
        result.run().abort().ifPresent(cause -> failed(console, cause));
        return ExitCode.of(result.status());
    }

    /** With -q: one line when the archive is incomplete, the whole summary when something failed in this run. */
    private void tell(Console console, RunSummary summary, Outcome outcome) {
        boolean failures = summary.hasFailures() || outcome == Outcome.ABORTED || outcome == Outcome.INTERRUPTED;
        if (!options().quiet() || failures) {
            summary.print(console);
        } else if (outcome != Outcome.COMPLETE) {
            summary.printSentence(console);
        }
    }

    private ProgressView view(Console console, Supplier<ProgressSnapshot> state) {
        return json ? ProgressView.json(console) : options().view(console, state);
    }
}
