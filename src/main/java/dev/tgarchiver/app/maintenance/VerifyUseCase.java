package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.open.Preparation;
import dev.tgarchiver.app.open.Stores;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.app.run.RepairResult;
import dev.tgarchiver.app.run.RepairUseCase;
import dev.tgarchiver.archive.maintenance.Adoption;
import dev.tgarchiver.archive.maintenance.Verification;
import dev.tgarchiver.archive.maintenance.Verification.Finding;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.progress.Meter;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.BlobStore;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.KnownFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares archived files with what the tracker has of them, and repairs what is wrong. May run beside a download. */
public final class VerifyUseCase {

    private final Environment environment;
    private final Configuration configuration;

    /** Verifies this environment's archive. */
    public VerifyUseCase(Environment environment) {
        this.environment = environment;
        configuration = environment.configuration();
    }

    /** Verifies. Blocks. Only a repair needs the login, the network and the archive's lock. */
    public VerifyResult run(VerifyOrder order, VerifyWatcher watcher)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        Preparation.endRelocation(environment, "verify");
        Found found;
        try (TrackerReader tracker = Trackers.openReadOnly(configuration)) {
            Set<Long> chatIds = ArchivedChannels.named(tracker, order.channels()).stream()
                    .flatMap(row -> row.chats().stream())
                    .collect(Collectors.toSet());
            BlobStore store = Stores.of(configuration);
            found = compare(new Verification(tracker, store, chatIds, order.quick()), watcher);
        }
        adopt(found.returned());
        RepairResult repaired = order.repair() && !found.findings().isEmpty()
                ? new RepairUseCase(environment).run(found.findings(), watcher::repairing)
                : RepairResult.NONE;
        return new VerifyResult(
                found.verified(), found.findings(), found.returned().size(), repaired, order);
    }

    /** Files that were damaged or missing and are intact now are in the archive again. */
    private void adopt(List<KnownFile> returned) throws TrackerFailure {
        if (returned.isEmpty()) {
            return;
        }
        try (Tracker tracker = Trackers.open(environment)) {
            BlobStore store = Stores.of(configuration);
            int unused = new Adoption(tracker, store).run(returned, Time.SYSTEM.now());
        }
    }

    /** The result of the comparison; files by id. */
    private record Found(FileTotals verified, List<Finding> findings, List<KnownFile> returned) {}

    private static Found compare(Verification verification, VerifyWatcher watcher)
            throws TrackerFailure, StorageFailure, InterruptedException {
        List<KnownFile> returned = Collections.synchronizedList(new ArrayList<>());
        List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
        Verification.Listener listener = new Verification.Listener() {
            @Override
            public void found(Finding finding) {
                findings.add(finding);
                watcher.found(finding);
            }

            @Override
            public void returned(KnownFile file) {
                returned.add(file);
                watcher.returned(file);
            }
        };
        FileTotals verified;
        try (Meter meter = watcher.start(verification)) {
            verified = verification.run(Runtime.getRuntime().availableProcessors(), meter::step, listener);
        }
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparingLong(finding -> finding.file().id()));
        List<KnownFile> back = new ArrayList<>(returned);
        back.sort(Comparator.comparingLong(file -> file.file().id()));
        return new Found(verified, sorted, back);
    }
}
