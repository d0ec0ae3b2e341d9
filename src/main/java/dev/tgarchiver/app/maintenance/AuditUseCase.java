package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.open.ArchivedChannels;
import dev.tgarchiver.app.open.OpenArchive;
import dev.tgarchiver.app.open.Trackers;
import dev.tgarchiver.app.run.RunAssembly;
import dev.tgarchiver.archive.ArchiveRun;
import dev.tgarchiver.archive.audit.Audit;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.history.WalkBounds;
import dev.tgarchiver.progress.Meter;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tdlib.TdSession;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.Discussion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the archive with what Telegram has, post by post. */
public final class AuditUseCase {

    private static final String COMMAND = "verify --audit";

    private final Environment environment;
    private final Configuration configuration;

    /** Audits this environment's archive. */
    public AuditUseCase(Environment environment) {
        this.environment = environment;
        configuration = environment.configuration();
    }

    /**
     * Audits channels one after the other. Blocks.
     *
     * @param names as {@link ArchivedChannels#named} takes them
     * @param from the first id
     */
    public AuditResult run(List<String> names, long from, AuditWatcher watcher)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        Trackers.require(configuration);
        try (OpenArchive live = OpenArchive.openForAudit(environment, COMMAND);
                Tracker tracker = Trackers.open(environment)) {
            List<ChannelRow> rows = readable(tracker, histories(tracker, ArchivedChannels.named(tracker, names)));
            Audit audit = audit(live, tracker);
            Thread auditing = Thread.currentThread();
            environment.shutdown().stopBy("Stopping. Press Ctrl-C again to quit now.", () -> {
                audit.stop();
                auditing.interrupt();
            });
            boolean complete = true;
            Optional<TelegramFailure> failure = Optional.empty();
            for (ChannelRow row : rows) {
                try {
                    if (audit.isStopped()) {
                        complete = false;
                        watcher.notStarted(row);
                    } else {
                        complete &= audit(audit, row, from, watcher).isComplete();
                    }
                } catch (TelegramFailure e) {
                    if (!concernsOneChannel(e)) {
                        throw e;
                    }
                    complete = false;
                    watcher.failed(row, e);
                    failure = Optional.of(failure.orElse(e));
                } catch (InterruptedException e) {
                    if (!audit.isStopped()) {
                        throw e;
                    }
                    complete = false;
                    watcher.notStarted(row);
                }
            }
            // An interrupt must not cut short what follows.
            boolean unused = Thread.interrupted();
            return new AuditResult(complete, audit.isStopped(), failure);
        }
    }

    private Audit audit(OpenArchive live, Tracker tracker) throws TelegramFailure, InterruptedException {
        TdSession session = live.session();
        ArchiveRun.Pace pace = RunAssembly.pace(configuration.download());
        EventListener waits = event -> {
            if (event instanceof Event.FloodWait wait) {
                environment
                        .frontEnd()
                        .warn("Telegram asks to wait " + wait.length().toSeconds() + " s (flood wait).");
            }
        };
        return new Audit(
                session.channels(),
                session.history(),
                live.lanes().posts(session),
                tracker,
                new PacedCalls(pace.throttle(), pace.backoff(), waits, Time.SYSTEM),
                Time.SYSTEM);
    }

    private Audit.Result audit(Audit audit, ChannelRow row, long from, AuditWatcher watcher)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        long newest = audit.newest(row);
        long ids = Math.max(0, newest - from + 1);
        WalkBounds bounds = WalkBounds.of(configuration.selections().of(row.reference(), row.channel()));
        Audit.Result result;
        try (Meter meter = watcher.start(row, ids, Audit.calls(ids), time(Audit.calls(ids)))) {
            result = audit.run(row, from, newest, bounds, new Audit.Listener() {
                @Override
                public void audited(long more) {
                    meter.step(more);
                }

                @Override
                public void found(Audit.Finding finding) {
                    watcher.found(finding);
                }
            });
        }
        watcher.audited(row, result);
        return result;
    }

    private Duration time(long calls) {
        return Duration.ofMillis(
                Math.round(1000 * calls / configuration.download().rateLimit().requestsPerSecond()));
    }

    /** These channels, each followed by what it continues. */
    /** Without the groups of which only the comments of posts can be read. */
    private List<ChannelRow> readable(Tracker tracker, List<ChannelRow> rows) throws TrackerFailure {
        List<Long> threads = tracker.discussions().stream()
                .filter(discussion -> !discussion.whole())
                .map(Discussion::group)
                .toList();
        List<ChannelRow> readable = new ArrayList<>();
        for (ChannelRow row : rows) {
            if (threads.contains(row.chatId())) {
                environment
                        .frontEnd()
                        .info(ArchivedChannels.name(row) + " is not audited: this account can read it only through the "
                                + "posts of its channel.");
            } else {
                readable.add(row);
            }
        }
        return readable;
    }

    private static List<ChannelRow> histories(Tracker tracker, List<ChannelRow> rows) throws TrackerFailure {
        List<ChannelRow> histories = new ArrayList<>();
        for (ChannelRow row : rows) {
            for (long chatId : row.chats()) {
                tracker.channel(chatId).ifPresent(histories::add);
            }
        }
        return histories;
    }

    private static boolean concernsOneChannel(TelegramFailure failure) {
        return switch (failure.kind()) {
            case NO_ACCESS, ACCOUNT_REFUSED, GONE, REPLACED, TRANSIENT, FLOOD_WAIT -> true;
            case LOGIN_NEEDED, HELD, LOCAL, UNREACHABLE -> false;
        };
    }
}
