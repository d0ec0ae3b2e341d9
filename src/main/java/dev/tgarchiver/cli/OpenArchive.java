package dev.tgarchiver.cli;

import dev.tgarchiver.app.LogFile;
import dev.tgarchiver.app.OpenFileLimit;
import dev.tgarchiver.app.Preparation;
import dev.tgarchiver.archive.maintenance.Cleanup;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.config.value.Proxy;
import dev.tgarchiver.config.value.Secret;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock;
import dev.tgarchiver.storage.local.ArchiveLock.ArchiveHeld;
import dev.tgarchiver.storage.local.BootId;
import dev.tgarchiver.storage.local.PrivateFiles;
import dev.tgarchiver.storage.sweep.CrashMarker;
import dev.tgarchiver.tdlib.Connectivity;
import dev.tgarchiver.tdlib.SessionSettings;
import dev.tgarchiver.tdlib.SessionSettings.ProxyServer;
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
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The archive's lock, the logs and the open session, for commands that talk to Telegram. */
final class OpenArchive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenArchive.class);
    /** Off a terminal, where no user watches. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofMinutes(5);

    private static final String SESSION_KEY = "ARCHIVER_SESSION_KEY";

    private final Configuration configuration;
    private final ArchiveLock lock;
    private final CrashMarker cache;
    private final TdReceiver receiver;
    private final Connectivity connectivity;
    private final TdLanes lanes;
    private final TdSession session;
    private final Interrupts interrupts;

    private OpenArchive(
            Configuration configuration,
            ArchiveLock lock,
            CrashMarker cache,
            TdReceiver receiver,
            Connectivity connectivity,
            TdLanes lanes,
            TdSession session,
            Interrupts interrupts) {
        this.configuration = configuration;
        this.lock = lock;
        this.cache = cache;
        this.receiver = receiver;
        this.connectivity = connectivity;
        this.lanes = lanes;
        this.session = session;
        this.interrupts = interrupts;
    }

    /** Opens everything in its order; {@code command} is named to other processes that want the archive meanwhile. */
    static OpenArchive open(
            Configuration configuration, String command, boolean verbose, Console console, Interrupts interrupts)
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, InterruptedException {
        Step<ConfigException> nothing = held -> {};
        return open(configuration, command, 1, TdLanes.Use.NONE, verbose, console, interrupts, nothing);
    }

    /**
     * The same, for a command that downloads over {@code lanes} clients. Prepares the archive for writing before it
     * writes anything or asks Telegram.
     */
    static OpenArchive open(
            Configuration configuration,
            String command,
            int lanes,
            boolean verbose,
            Console console,
            Interrupts interrupts)
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        return open(
                configuration, command, lanes, TdLanes.Use.DOWNLOAD, verbose, console, interrupts, Preparation::run);
    }

    /** The same, with a further client that asks Telegram for everything again. */
    static OpenArchive openForAudit(
            Configuration configuration, String command, boolean verbose, Console console, Interrupts interrupts)
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        Step<TrackerFailure> first = Preparation::endRelocationHeld;
        return open(configuration, command, 2, TdLanes.Use.AUDIT, verbose, console, interrupts, first);
    }

    /** Work with the lock held and the log open, before anything else. */
    private interface Step<X extends Exception> {
        void run(Configuration configuration) throws StorageFailure, InterruptedException, X;
    }

    private static <X extends Exception> OpenArchive open(
            Configuration configuration,
            String command,
            int lanes,
            TdLanes.Use use,
            boolean verbose,
            Console console,
            Interrupts interrupts,
            Step<X> first)
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, InterruptedException, X {
        SessionSettings preliminary = settings(configuration);
        OpenFileLimit.ofProcess().requireFor(lanes);
        interrupts.start();
        ArchiveLock lock = null;
        TdReceiver receiver = null;
        Connectivity connectivity = null;
        TdLanes further = null;
        boolean opened = false;
        try {
            lock = ArchiveLock.take(configuration.dataDir(), command, Time.SYSTEM.now());
            Path logs = logs(configuration);
            LogFile.open(logs, verbose);
            LOG.info("archiver {} starts", command);
            first.run(configuration);
            CrashMarker cache = openCache(configuration, console);
            SessionSettings settings = preliminary.in(preliminary.sessionDir(), cache.folder());
            TdJson tdJson = TdLibrary.load(configuration.telegram().tdlibLibrary());
            Path tdLogFile = configuration.home().tdlibLog();
            PrivateFiles.file(tdLogFile);
            interrupts.allowExitHandlers(false);
            tdJson.onAbort(message -> abandon(interrupts, TdAbort.of(message, settings.sessionDir(), tdLogFile)));
            TdLog tdLog = new TdLog(tdLogFile);
            tdLog.open(tdJson);
            receiver = new TdReceiver(tdJson);
            connectivity = connectivity(configuration.telegram(), console);
            // Before the session is open, since it is copied for the lanes.
            TdLanes.Place place = new TdLanes.Place(lanes(configuration), Cleanup.PARTIAL_LIFE, Time.SYSTEM::now);
            interrupts.beforeLeaving(() -> TdLanes.removeCopies(place.folder()));
            further = TdLanes.prepare(tdJson, receiver, tdLog, connectivity, settings, place, lanes, use);
            TdSession session = TdSession.open(tdJson, receiver, tdLog, settings, connectivity);
            OpenArchive live =
                    new OpenArchive(configuration, lock, cache, receiver, connectivity, further, session, interrupts);
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
                interrupts.end();
            }
        }
    }

    /** TDLib is about to abort the process, which would end silently. */
    static void abandon(Interrupts interrupts, TdAbort abort) {
        LOG.error("TDLib aborts: {}", abort.words());
        interrupts.abandon(abort.ofStorage() ? ExitCode.STORAGE : ExitCode.UNEXPECTED, abort.words());
    }

    private static Connectivity connectivity(Configuration.Telegram telegram, Console console) {
        Duration limit = telegram.connectTimeout().orElse(console.errIsTerminal() ? Duration.ZERO : CONNECT_TIMEOUT);
        return Connectivity.watched(
                limit, ConnectionNotice.way(telegram.proxy()), new ConnectionNotice(console, telegram.proxy(), limit));
    }

    /** Whether Telegram can be reached, by whichever of the clients. */
    Reachability reachability() {
        return connectivity;
    }

    TdSession session() {
        return session;
    }

    TdLanes lanes() {
        return lanes;
    }

    @Override
    public void close() {
        end();
    }

    /** Closes TDLib, waits for it, and releases the archive. May be called again, and from any thread. */
    void end() {
        // All at once, not one after the other.
        session.startClose();
        lanes.close();
        session.close();
        receiver.close();
        connectivity.close();
        if (session.isClosed() && lanes.areClosed()) {
            interrupts.allowExitHandlers(true);
            cache.seal(configuration.telegram().sessionDir(), somethingIsPending());
        }
        lock.close();
        interrupts.end();
    }

    /** The folder of TDLib's own files. */
    static Path cache(Configuration configuration) {
        return configuration.home().cache();
    }

    /** The folder of the lanes. */
    static Path lanes(Configuration configuration) {
        return configuration.home().lanes();
    }

    private static CrashMarker openCache(Configuration configuration, Console console) throws StorageFailure {
        CrashMarker cache = CrashMarker.open(cache(configuration), lanes(configuration), BootId.current());
        CrashMarker.Discarded discarded = cache.discarded();
        if (discarded.files() > 0) {
            console.info("The computer restarted during a download: "
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

    /** The folder of the logs, created if missing, and closed to others: they name what is archived. */
    static Path logs(Configuration configuration) throws StorageFailure {
        return PrivateFiles.folder(configuration.home().logs());
    }

    /** The parameters of the account's session. */
    static SessionSettings settings(Configuration configuration) throws ConfigException {
        Configuration.Telegram telegram = configuration.telegram();
        String key = System.getenv().getOrDefault(SESSION_KEY, "");
        return new SessionSettings(
                telegram.apiId().demand(),
                telegram.apiHash().demand().reveal(),
                telegram.useTestDc(),
                telegram.sessionDir(),
                cache(configuration),
                key.isEmpty() ? Optional.empty() : Optional.of(key),
                telegram.proxy().map(OpenArchive::server),
                configuration.download().workerTimeout());
    }

    private static ProxyServer server(Proxy proxy) {
        if (proxy instanceof Proxy.Socks5 socks) {
            return new SessionSettings.Socks5(
                    socks.host(), socks.port(), socks.user().orElse(""), reveal(socks.password()));
        }
        if (proxy instanceof Proxy.Http http) {
            return new SessionSettings.Http(
                    http.host(), http.port(), http.user().orElse(""), reveal(http.password()));
        }
        Proxy.MtProto mtProto = (Proxy.MtProto) proxy;
        return new SessionSettings.MtProto(
                mtProto.host(), mtProto.port(), mtProto.secret().reveal());
    }

    private static String reveal(Optional<Secret> secret) {
        return secret.map(Secret::reveal).orElse("");
    }
}
