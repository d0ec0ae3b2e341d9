package dev.tgarchiver.cli;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.open.Preparation;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.archive.maintenance.Adoption;
import dev.tgarchiver.archive.maintenance.Verification;
import dev.tgarchiver.archive.maintenance.Verification.Finding;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.progress.TaskBar;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock.ArchiveHeld;
import dev.tgarchiver.storage.local.FileStore;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.FileTotals;
import dev.tgarchiver.tracker.KnownFile;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = {
            "Compare every archived file with its SHA-256, and name each that is damaged or missing: also those whose "
                    + "repair failed or is still pending. A file that is intact at its place again returns to the archive.",
            "",
            "Without a CHANNEL, the whole archive. Also while a download runs. Exit code 3 when something is wrong.",
            "",
            "With --audit, ask Telegram for every post of the channels instead, and name what the archive lacks, with "
                    + "the reason. Posts that the walk of the history missed are recorded, and the next download fetches "
                    + "them. Not while a download runs.",
            ""
        })
final class VerifyCommand extends Subcommand {

    @Parameters(paramLabel = "CHANNEL", description = ArchivedChannels.FORMS)
    private List<String> channels = new ArrayList<>();

    @Option(names = "--quick", description = "Compare the sizes only.")
    private boolean quick;

    @Option(
            names = "--repair",
            description = "Fetch damaged and missing files again; a damaged file is replaced only once the new one is "
                    + "complete.")
    private boolean repair;

    @Option(
            names = "--audit",
            description = "Compare the archive with what Telegram has, post by post. Needs the login; costs one "
                    + "request for 200 posts.")
    private boolean audit;

    @Option(
            names = "--from-id",
            paramLabel = "ID",
            description = "With --audit and one CHANNEL: start at this post, for example where an audit was "
                    + "interrupted.")
    private long fromId = 1;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    boolean json() {
        return json;
    }

    @Override
    boolean opensLog() {
        return repair || audit;
    }

    @Override
    ExitCode run(Console console, Configuration configuration)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        if (audit) {
            return audit(console, configuration);
        }
        if (fromId != 1) {
            throw new InvalidRequest("--from-id needs --audit.");
        }
        Preparation.endRelocation(configuration, "verify");
        VerifyReport report = new VerifyReport(console, json, options().quiet(), quick, with("download", List.of()));
        Outcome outcome;
        try (TrackerReader tracker = Trackers.openReadOnly(configuration)) {
            Set<Long> chatIds = ArchivedChannels.named(tracker, channels).stream()
                    .map(ChannelRow::chatId)
                    .collect(Collectors.toSet());
            FileStore store = new FileStore(configuration.download().outputDir());
            outcome = verify(console, new Verification(tracker, store, chatIds, quick), report);
        }
        adopt(configuration, outcome.returned());
        List<Finding> findings = outcome.findings();
        Repair.Result repaired = repair && !findings.isEmpty()
                ? new Repair(console, configuration, options(), interrupts()).run(findings)
                : Repair.Result.NONE;
        report.end(outcome.verified(), findings, outcome.returned().size(), repaired, repair);
        if (repaired.exitCode() != ExitCode.DONE) {
            return repaired.exitCode();
        }
        return repaired.files().size() == findings.size() ? ExitCode.DONE : ExitCode.SOME_FAILED;
    }

    private ExitCode audit(Console console, Configuration configuration)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        if (quick || repair) {
            throw new InvalidRequest("--audit asks Telegram and reads no files, so it excludes "
                    + (quick ? "--quick" : "--repair") + ". Run archiver verify once with it and once without.");
        }
        if (fromId < 1) {
            throw new InvalidRequest("--from-id " + fromId + ": posts are counted from 1.");
        }
        if (fromId > 1 && channels.size() != 1) {
            throw new InvalidRequest("--from-id needs one CHANNEL: every channel counts its own posts.");
        }
        return new ChannelAudit(console, configuration, options(), json, interrupts()).run(channels, fromId);
    }

    /** Files that were damaged or missing and are intact now are in the archive again. */
    private static void adopt(Configuration configuration, List<KnownFile> returned) throws TrackerFailure {
        if (returned.isEmpty()) {
            return;
        }
        try (Tracker tracker = Trackers.open(configuration)) {
            FileStore store = new FileStore(configuration.download().outputDir());
            int unused = new Adoption(tracker, store).run(returned, Time.SYSTEM.now());
        }
    }

    /** The result of a verification; files by id. */
    private record Outcome(FileTotals verified, List<Finding> findings, List<KnownFile> returned) {}

    private Outcome verify(Console console, Verification verification, VerifyReport report)
            throws TrackerFailure, StorageFailure, InterruptedException {
        List<KnownFile> returned = Collections.synchronizedList(new ArrayList<>());
        List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
        int threads = Runtime.getRuntime().availableProcessors();
        Verification.Listener listener = new Verification.Listener() {
            @Override
            public void found(Finding finding) {
                findings.add(finding);
                report.found(finding);
            }

            @Override
            public void returned(KnownFile file) {
                returned.add(file);
                report.returned(file);
            }
        };
        FileTotals verified;
        if (options().quiet()) {
            LongConsumer ignored = bytes -> {};
            verified = verification.run(threads, ignored, listener);
        } else {
            try (TaskBar bar =
                    new TaskBar(console, "Verifying", verification.amount().bytes())) {
                verified = verification.run(threads, bar::step, listener);
            }
        }
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparingLong(finding -> finding.file().id()));
        List<KnownFile> back = new ArrayList<>(returned);
        back.sort(Comparator.comparingLong(file -> file.file().id()));
        return new Outcome(verified, sorted, back);
    }
}
