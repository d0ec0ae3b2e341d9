package dev.tgarchiver.app.open;

import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.FrontEnd;
import dev.tgarchiver.app.Shutdown;
import dev.tgarchiver.archive.maintenance.Cleanup;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock;
import dev.tgarchiver.storage.local.BootId;
import dev.tgarchiver.storage.local.PrivateFiles;
import dev.tgarchiver.storage.sweep.CrashMarker;
import dev.tgarchiver.tdlib.Connectivity;
import dev.tgarchiver.tdlib.SessionSettings;
import dev.tgarchiver.tdlib.TdSession;
import dev.tgarchiver.tdlib.binding.TdAbort;
import dev.tgarchiver.tdlib.binding.TdJson;
import dev.tgarchiver.tdlib.binding.TdLibrary;
import dev.tgarchiver.tdlib.binding.TdLog;
import dev.tgarchiver.tdlib.binding.TdReceiver;
import dev.tgarchiver.tdlib.lane.TdLanes;
import dev.tgarchiver.telegram.Reachability;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The archive's lock, the logs and the open session, for commands that talk to Telegram. */
public final class OpenArchive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenArchive.class);
    /** Off a terminal, where no user watches. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofMinutes(5);

    private final Configuration configuration;
    private final ArchiveLock lock;
    private final CrashMarker cache;
    private final TdReceiver receiver;
    private final Connectivity connectivity;
    private final TdLanes lanes;
    private final TdSession session;
    private final Shutdown shutdown;

    private OpenArchive(
            Configuration configuration,
            ArchiveLock lock,
            CrashMarker cache,
            TdReceiver receiver,
            Connectivity connectivity,
            TdLanes lanes,
            TdSession session,
            Shutdown shutdown) {
        this.configuration = configuration;
        this.lock = lock;
        this.cache = cache;
        this.receiver = receiver;
        this.connectivity = connectivity;
        this.lanes = lanes;
        this.session = session;
        this.shutdown = shutdown;
    }

    /** Opens everything in its order; {@code command} is named to other processes that want the archive meanwhile. */
    public static OpenArchive open(Environment environment, String command)
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, InterruptedException {
        Step<ConfigException> nothing = held -> {};
        return open(environment, command, 1, TdLanes.Use.NONE, nothing);
    }

    /**
     * The same, for a command that downloads over {@code lanes} clients. Prepares the archive for writing before it
     * writes anything or asks Telegram.
     */
    public static OpenArchive openForDownload(Environment environment, String command, int lanes)
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        return open(environment, command, lanes, TdLanes.Use.DOWNLOAD, Preparation::run);
    }

    /** The same, with a further client that asks Telegram for everything again. */
    public static OpenArchive openForAudit(Environment environment, String command)
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        Step<TrackerFailure> first = Preparation::endRelocationHeld;
        return open(environment, command, 2, TdLanes.Use.AUDIT, first);
    }

    /** Work with the lock held and the log open, before anything else. */
    private interface Step<X extends Exception> {
        void run(Environment environment) throws StorageFailure, InterruptedException, X;
    }

    private static <X extends Exception> OpenArchive open(
            Environment environment, String command, int lanes, TdLanes.Use use, Step<X> first)
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, InterruptedException, X {
        Configuration configuration = environment.configuration();
        ArchiveHome home = configuration.home();
        Shutdown shutdown = environment.shutdown();
        SessionSettings preliminary = AccountSettings.of(configuration);
        OpenFileLimit.ofProcess().requireFor(lanes);
        shutdown.start();
        ArchiveLock lock = null;
        TdReceiver receiver = null;
        Connectivity connectivity = null;
        TdLanes further = null;
        boolean opened = false;
        try {
            lock = ArchiveLock.take(configuration.dataDir(), command, Time.SYSTEM.now());
            LogFile.open(home, environment.detail());
            LOG.info("archiver {} starts", command);
            first.run(environment);
            CrashMarker cache = openCache(home, environment.frontEnd());
            SessionSettings settings = preliminary.in(preliminary.sessionDir(), cache.folder());
            TdJson tdJson = TdLibrary.load(configuration.telegram().tdlibLibrary());
            Path tdLogFile = home.tdlibLog();
            PrivateFiles.file(tdLogFile);
            shutdown.allowExitHandlers(false);
            tdJson.onAbort(message -> abandon(shutdown, TdAbort.of(message, settings.sessionDir(), tdLogFile)));
            TdLog tdLog = new TdLog(tdLogFile);
            tdLog.open(tdJson);
            receiver = new TdReceiver(tdJson);
            connectivity = connectivity(configuration.telegram(), environment.frontEnd());
            // Before the session is open, since it is copied for the lanes.
            TdLanes.Place place = new TdLanes.Place(home.lanes(), Cleanup.PARTIAL_LIFE, Time.SYSTEM::now);
            shutdown.beforeLeaving(() -> TdLanes.removeCopies(place.folder()));
            further = TdLanes.prepare(tdJson, receiver, tdLog, connectivity, settings, place, lanes, use);
            TdSession session = TdSession.open(tdJson, receiver, tdLog, settings, connectivity);
            OpenArchive live =
                    new OpenArchive(configuration, lock, cache, receiver, connectivity, further, session, shutdown);
            opened = true;
            connectivity = null;
            further = null;
            receiver = null;
            lock = null;
            return live;
        } finally {
            if (further != null) {
                further.close();
            }
            if (receiver != null) {
                receiver.close();
            }
            if (connectivity != null) {
                connectivity.close();
            }
            if (lock != null) {
                lock.close();
            }
            if (!opened) {
                shutdown.end();
            }
        }
    }

    /** TDLib is about to abort the process, which would end silently. */
    public static void abandon(Shutdown shutdown, TdAbort abort) {
        LOG.error("TDLib aborts: {}", abort.words());
        shutdown.abandon(abort.ofStorage() ? CompletionStatus.STORAGE : CompletionStatus.UNEXPECTED, abort.words());
    }

    private static Connectivity connectivity(Configuration.Telegram telegram, FrontEnd frontEnd) {
        Duration limit = telegram.connectTimeout().orElse(frontEnd.isWatched() ? Duration.ZERO : CONNECT_TIMEOUT);
        return Connectivity.watched(
                limit, ConnectionNotice.way(telegram.proxy()), new ConnectionNotice(frontEnd, telegram.proxy(), limit));
    }

    /** Whether Telegram can be reached, by whichever of the clients. */
    public Reachability reachability() {
        return connectivity;
    }

    public TdSession session() {
        return session;
    }

    public TdLanes lanes() {
        return lanes;
    }

    @Override
    public void close() {
        end();
    }

    /** Closes TDLib, waits for it, and releases the archive. May be called again, and from any thread. */
    public void end() {
        // All at once, not one after the other.
        session.startClose();
        lanes.close();
        session.close();
        receiver.close();
        connectivity.close();
        if (session.isClosed() && lanes.areClosed()) {
            shutdown.allowExitHandlers(true);
            cache.seal(configuration.telegram().sessionDir(), somethingIsPending());
        }
        lock.close();
        shutdown.end();
    }

    private static CrashMarker openCache(ArchiveHome home, FrontEnd frontEnd) throws StorageFailure {
        CrashMarker cache = CrashMarker.open(home.cache(), home.lanes(), BootId.current());
        CrashMarker.Discarded discarded = cache.discarded();
        if (discarded.files() > 0) {
            frontEnd.info("The computer restarted during a download: "
                    + discarded.files() + " unfinished files (" + ByteSize.format(discarded.bytes())
                    + ") may have holes and are downloaded again.");
        }
        return cache;
    }

    /** Whether a later run resumes with what TDLib has so far. */
    private boolean somethingIsPending() {
        try (TrackerReader tracker =
                SqliteTracker.openReadOnly(configuration.home().tracker())) {
            List<Long> chatIds =
                    tracker.channels().stream().map(ChannelRow::chatId).toList();
            return tracker.pendingAmount(chatIds).files() > 0;
        } catch (TrackerFailure e) {
            LOG.debug("Not known whether anything is pending: {}", e.getMessage());
            return true;
        }
    }
}
