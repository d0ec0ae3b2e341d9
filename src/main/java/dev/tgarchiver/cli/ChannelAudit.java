package dev.tgarchiver.cli;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.open.OpenArchive;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.archive.ArchiveRun;
import dev.tgarchiver.archive.Audit;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.progress.TaskBar;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.history.WalkBounds;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock.ArchiveHeld;
import dev.tgarchiver.tdlib.TdSession;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Implements {@code archiver verify --audit}: compares the archive with what Telegram has. */
final class ChannelAudit {

    private static final String COMMAND = "verify --audit";

    private final Console console;
    private final Configuration configuration;
    private final GlobalOptions options;
    private final boolean json;
    private final Interrupts interrupts;

    ChannelAudit(
            Console console, Configuration configuration, GlobalOptions options, boolean json, Interrupts interrupts) {
        this.console = console;
        this.configuration = configuration;
        this.options = options;
        this.json = json;
        this.interrupts = interrupts;
    }

    /**
     * Audits channels one after the other.
     *
     * @param names as {@link ArchivedChannels#named} takes them
     * @param from the first id
     */
    ExitCode run(List<String> names, long from)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        Trackers.require(configuration);
        try (OpenArchive live = OpenArchive.openForAudit(
                        new Environment(configuration, new ConsoleFrontEnd(console), interrupts, options.verbose()),
                        COMMAND);
                Tracker tracker = Trackers.open(configuration)) {
            List<ChannelRow> rows = auditable(ArchivedChannels.named(tracker, names), !names.isEmpty());
            AuditReport report = new AuditReport(console, json, options);
            Audit audit = audit(live, tracker);
            Thread auditing = Thread.currentThread();
            interrupts.stopBy("Stopping. Press Ctrl-C again to quit now.", () -> {
                audit.stop();
                auditing.interrupt();
            });
            Optional<TelegramFailure> failure = Optional.empty();
            for (ChannelRow row : rows) {
                try {
                    if (audit.isStopped()) {
                        report.notStarted(row);
                    } else {
                        audit(audit, row, from, report);
                    }
                } catch (TelegramFailure e) {
                    if (!concernsOneChannel(e)) {
                        throw e;
                    }
                    report.failed(row, e);
                    failure = Optional.of(failure.orElse(e));
                } catch (InterruptedException e) {
                    if (!audit.isStopped()) {
                        throw e;
                    }
                    report.notStarted(row);
                }
            }
            // An interrupt must not cut short what follows.
            boolean unused = Thread.interrupted();
            report.end(audit.isStopped());
            if (audit.isStopped()) {
                return ExitCode.INTERRUPTED;
            }
            return failure.map(ExitCode::of).orElse(report.isComplete() ? ExitCode.DONE : ExitCode.SOME_FAILED);
        }
    }

    private Audit audit(OpenArchive live, Tracker tracker) throws TelegramFailure, InterruptedException {
        TdSession session = live.session();
        ArchiveRun.Pace pace = DownloadCommand.pace(configuration.download());
        EventListener waits = event -> {
            if (event instanceof Event.FloodWait wait) {
                console.warn("Telegram asks to wait " + wait.length().toSeconds() + " s (flood wait).");
            }
        };
        return new Audit(
                session.channels(),
                session.history(),
                live.lanes().posts(session),
                tracker,
                new PacedCalls(pace.throttle(), pace.backoff(), waits, Time.SYSTEM));
    }

    private void audit(Audit audit, ChannelRow row, long from, AuditReport report)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        long newest = audit.newest(row);
        long ids = Math.max(0, newest - from + 1);
        WalkBounds bounds = WalkBounds.of(configuration.selections().of(row.reference(), row.channel()));
        Audit.Result result;
        if (options.quiet() || json) {
            result = audit.run(row, from, newest, bounds, report.listener(row, count -> {}));
        } else {
            console.info(estimate(row, ids));
            try (TaskBar bar = new TaskBar(console, "Auditing", ids, "posts")) {
                result = audit.run(row, from, newest, bounds, report.listener(row, bar::step));
            }
        }
        report.audited(row, result);
    }

    /** The cost, announced before it is spent. */
    private String estimate(ChannelRow row, long ids) {
        double perSecond = configuration.download().rateLimit().requestsPerSecond();
        long calls = Audit.calls(ids);
        String time = Format.duration(Duration.ofMillis(Math.round(1000 * calls / perSecond)));
        return row.channel().label() + ": checking " + Format.count(ids, "post id") + ": "
                + Format.count(calls, "request") + ", about " + time + " at the configured rate.";
    }

    private List<ChannelRow> auditable(List<ChannelRow> rows, boolean named) throws InvalidRequest {
        List<ChannelRow> auditable = new ArrayList<>();
        for (ChannelRow row : rows) {
            if (Audit.isPossible(row)) {
                auditable.add(row);
                continue;
            }
            String why = ArchivedChannels.name(row) + " cannot be audited: only channels and supergroups number "
                    + "their own posts; in other chats Telegram counts all messages of the account.";
            if (named) {
                throw new InvalidRequest(why);
            }
            console.info(why);
        }
        return auditable;
    }

    private static boolean concernsOneChannel(TelegramFailure failure) {
        return switch (failure.kind()) {
            case NO_ACCESS, ACCOUNT_REFUSED, GONE, REPLACED, TRANSIENT, FLOOD_WAIT -> true;
            case LOGIN_NEEDED, HELD, LOCAL, UNREACHABLE -> false;
        };
    }
}
