package dev.tgarchiver.tdlib.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.tdlib.Connectivity;
import dev.tgarchiver.tdlib.SessionSettings;
import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.TdSession;
import dev.tgarchiver.tdlib.binding.TdJson;
import dev.tgarchiver.tdlib.binding.TdLog;
import dev.tgarchiver.tdlib.binding.TdReceiver;
import dev.tgarchiver.tdlib.media.KnownPosts;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Local;
import dev.tgarchiver.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lanes of a run: further clients on copies of the session, because one client keeps at most 2 MiB in flight
 * (TDLib's FileDownloadManager), which no option raises. The first lane is the main client itself. Copies share the
 * account's authorization key as several connections of one client do, so they are no further login.
 *
 * <p>A lane is removed at the end of the run, or when it has fetched as many files as {@link LaneRotation} allows,
 * unless it has the partial download of a larger file: only its own client can resume that. Such a lane is kept for the
 * next run, which fetches this file through it, regardless of the worker that takes the file and of the number of lanes
 * of that run.
 */
public final class TdLanes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TdLanes.class);

    /** The uses of lanes. */
    public enum Use {
        /** No lanes: the main client does everything. */
        NONE,
        /** To fetch files; lanes have the session's databases, except the one that asks for known posts. */
        DOWNLOAD,
        /** To request everything from Telegram again; lanes have only the login. */
        AUDIT
    }

    private static final int MAIN = 1;

    private final LaneClients clients;
    private final LaneFolders folders;
    private final Partials partials;
    private final Supplier<Instant> now;
    private final Use use;

    @GuardedBy("this")
    private @Nullable TdPosts posts;

    @GuardedBy("this")
    private @Nullable RotatingHistory walk;

    @GuardedBy("this")
    private boolean closedInTime = true;

    @GuardedBy("this")
    private final Map<Integer, TdLane> lanes = new HashMap<>();

    private TdLanes(LaneClients clients, LaneFolders folders, Partials partials, Supplier<Instant> now, Use use) {
        this.clients = clients;
        this.folders = folders;
        this.partials = partials;
        this.now = now;
        this.use = use;
    }

    /**
     * The folder of the lanes, and how long they are kept.
     *
     * @param folder the folder, for the lanes alone
     * @param life the age after which a lane is not resumed
     * @param now the clock
     */
    public record Place(Path folder, Duration life, Supplier<Instant> now) {}

    /**
     * Removes the remains of a killed run, except for downloads that can resume, and copies the session if there may be
     * further clients. Call before the session is opened. Does not start a client.
     *
     * @param connectivity the connectivity of all clients
     * @param settings the settings of the main client
     * @param lanes the number of simultaneous lanes, including the main client
     * @throws Local when the session cannot be copied; with one lane the main client then does everything
     */
    public static TdLanes prepare(
            TdJson tdJson,
            TdReceiver receiver,
            TdLog log,
            Connectivity connectivity,
            SessionSettings settings,
            Place place,
            int lanes,
            Use use)
            throws Local {
        LaneFolders folders = new LaneFolders(
                place.folder(), use == Use.AUDIT ? LaneFolders.NO_DATABASE : LaneFolders.MOST_DATABASE_BYTES);
        folders.removeStale(place.now().get().minus(place.life()));
        if (use != Use.NONE) {
            copySession(settings.sessionDir(), folders, lanes);
        }
        Partials partials = Partials.read(place.folder());
        LaneClients clients = new LaneClients(tdJson, receiver, log, connectivity, settings, folders, partials);
        return new TdLanes(clients, folders, partials, place.now(), use);
    }

    /**
     * Removes what {@link #close} would remove, without closing anything: for a process that ends at once and holds the
     * archive's lock. The next run removes what cannot be removed now. Never throws.
     */
    public static void removeCopies(Path folder) {
        try {
            new LaneFolders(folder, LaneFolders.NO_DATABASE).removeStale(Instant.MIN);
        } catch (Local | RuntimeException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private static void copySession(Path session, LaneFolders folders, int lanes) throws Local {
        long started = Time.SYSTEM.nanoTime();
        try {
            long bytes = folders.takeSnapshot(session);
            LOG.debug("Copied {} bytes of the session in {} ms", bytes, (Time.SYSTEM.nanoTime() - started) / 1_000_000);
        } catch (Local e) {
            if (lanes > 1) {
                throw e;
            }
            LOG.warn("{}", e.getMessage());
        }
    }

    /**
     * A source for each worker, spread over the lanes. Call once.
     *
     * @param main the main client, open and logged in
     * @param lanes the number of lanes, as prepared
     */
    public List<MediaSource> sources(TdSession main, int workers, int lanes)
            throws TelegramFailure, InterruptedException {
        MediaSource first = main.media();
        TdConnection connection = main.connection();
        long account = main.account().id();
        IntFunction<MediaSource> byNumber = number -> number == MAIN ? first : lane(number, connection, account, first);
        List<Integer> numbers = firstNumbers(Math.min(lanes, workers));
        LaneRotation rotation = new LaneRotation(numbers, 1 + Collections.max(numbers), this::end);
        KnownPosts known = new KnownPosts(connection);
        List<MediaSource> sources = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            sources.add(
                    new LaneSource(worker % numbers.size(), rotation, byNumber, partials, known::requireHolds, now));
        }
        return sources;
    }

    /**
     * The main client, then the lanes with partial downloads of earlier runs, which must be opened anyway, then new
     * ones.
     */
    private List<Integer> firstNumbers(int count) {
        return Stream.of(IntStream.of(MAIN), partials.lanes(), IntStream.rangeClosed(MAIN + 1, count))
                .flatMap(IntStream::boxed)
                .distinct()
                .limit(count)
                .toList();
    }

    /**
     * Finds posts by their ids as Telegram has them, through a further client, which opens with the first call. Call
     * once, and only after preparing for lanes.
     *
     * @param main the main client, open and logged in
     */
    public synchronized PostFinder posts(TdSession main) throws TelegramFailure {
        TdConnection connection = main.connection();
        TdLane.Opening opening =
                use == Use.AUDIT ? () -> clients.fresh(connection) : () -> clients.knowingNothing(connection);
        TdPosts finder = new TdPosts(connection, opening, Time.SYSTEM::nanoTime);
        posts = finder;
        return finder;
    }

    /**
     * A source of histories with bounded memory, regardless of the length of the channels and the speed of the walk.
     * Call once.
     *
     * @param main the main client, open and logged in
     */
    public synchronized HistorySource history(TdSession main) throws TelegramFailure {
        TdConnection mainConnection = main.connection();
        walk = new RotatingHistory(main.history(), () -> clients.fresh(mainConnection), Time.SYSTEM::nanoTime);
        return walk;
    }

    private synchronized TdLane lane(int number, TdConnection main, long account, MediaSource first) {
        return lanes.computeIfAbsent(number, lane -> new TdLane(lane, () -> clients.lane(lane, account, main), first));
    }

    /** Closes a lane, and removes it unless it has a partial download. Blocks. */
    private void end(int number) {
        TdLane lane;
        synchronized (this) {
            lane = lanes.get(number);
        }
        if (lane == null) {
            return;
        }
        boolean inTime = lane.close();
        try {
            if (partials.lanes().noneMatch(kept -> kept == number)) {
                folders.remove(number);
            }
        } catch (Local e) {
            LOG.warn("{}", e.getMessage());
        }
        synchronized (this) {
            closedInTime &= inTime;
            lanes.remove(number, lane);
        }
        LOG.info("Lane {} is closed; another one takes over", number);
    }

    /** Removes every lane, including those with partial downloads. Call when the login has changed. */
    public synchronized void discard() throws Local {
        closeAll();
        folders.remove();
    }

    /**
     * Closes every lane, waits until all are closed, and removes the folders of those without an unfinished download.
     * Idempotent; never throws.
     */
    @Override
    public synchronized void close() {
        closeAll();
        try {
            folders.removeStale(Instant.MIN);
        } catch (Local e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    /** Whether every open lane has closed in time, so that its folder has its complete state. */
    public synchronized boolean areClosed() {
        return lanes.isEmpty() && closedInTime;
    }

    @GuardedBy("this")
    private void closeAll() {
        clients.end();
        if (walk != null) {
            walk.close();
        }
        if (posts != null) {
            posts.close();
        }
        lanes.values().forEach(TdLane::startClose);
        for (TdLane lane : lanes.values()) {
            closedInTime &= lane.close();
        }
        lanes.clear();
    }
}
