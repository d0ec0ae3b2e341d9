package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.Archiver;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.maintenance.CleanupOrder;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.report.CleanupText;
import dev.tgarchiver.report.RecoveryText;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "cleanup",
        description = {
            "Bring tracker and disk into agreement, and remove what is no longer needed.",
            "",
            "Missing files become pending again. Removes temporary files of killed runs, stale lanes, dead partial "
                    + "downloads, and what exceeds cache.max_size in TDLib's cache. Needs neither login nor network. "
                    + "While a download runs, it does only what is safe beside it.",
            ""
        })
public final class CleanupCommand extends Subcommand {

    @Option(
            names = {"-n", "--dry-run"},
            description = "Print what would be done; change nothing.")
    private boolean dryRun;

    @Option(names = "--keep-history", description = "Remember missing files as removed, and never fetch them again.")
    private boolean keepHistory;

    @Option(
            names = "--orphans",
            description =
                    "Also remove the files in the archive's folders that the tracker does not know. Without this "
                            + "option they are only reported. Hidden files, and folders without archived files, are left alone.")
    private boolean orphans;

    @Option(
            names = "--relocate",
            description =
                    "Then move the files to where download.path_template puts them now, without fetching them again. "
                            + "Not while a download runs.")
    private boolean relocate;

    @Option(names = "--force", description = "Accept that all files are missing when output_dir is empty or missing.")
    private boolean force;

    @Option(
            names = "--recover-tracker",
            description =
                    "Save what can be read of a damaged tracker into a new one and report what was lost; the damaged "
                            + "one is kept beside it. Does nothing else.")
    private boolean recoverTracker;

    @Override
    public ExitCode run(Console console, Configuration configuration)
            throws StorageFailure, TrackerFailure, ArchiveHeld, InvalidRequest, InterruptedException {
        Archiver archiver = archiver(console, configuration);
        if (recoverTracker) {
            if (dryRun) {
                throw new InvalidRequest("--recover-tracker has no dry run; it keeps the damaged tracker in any case.");
            }
            RecoveryText.print(console, archiver.recoverTracker());
            return ExitCode.DONE;
        }
        CleanupOrder order = new CleanupOrder(dryRun, keepHistory, orphans, relocate, force);
        CleanupText text = new CleanupText(console, order, options().quiet());
        return ExitCode.of(archiver.cleanup(order, text));
    }
}
