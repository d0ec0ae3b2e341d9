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
 * The lanes of a run: further clients on copies of the session, because one client keeps at most 2 MiB in flight (TDLib's
 * FileDownloadManager), which no option raises. The first lane is the main client itself. Copies share the account's
 * authorization key as several connections of one client do, so they are no further login.
 *
 * <p>A lane is thrown away with the run, or when it has fetched as much as {@link LaneRotation} allows, unless the beginning of
 * a larger file is in it: only its own client can go on with that. Such a lane is kept for the next run, which fetches this
 * file through it, whichever worker takes the file and however many lanes that run has otherwise.
 */
public final class TdLanes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TdLanes.class);

    /** What lanes are for. */
    public enum Use {
        /** For nothing: the main client does it all. */
        NONE,
        /** To fetch files; they know what the session knows. */
        DOWNLOAD,
        /** To ask Telegram for everything anew; they know nothing but the login. */
        AUDIT
    }

    private static final int MAIN = 1;

    private final LaneClients clients;
    private final LaneFolders folders;
    private final Partials partials;
    private final Supplier<Instant> now;

    @GuardedBy("this")
    private @Nullable TdPosts posts;

    @GuardedBy("this")
    private @Nullable RotatingHistory walk;

    @GuardedBy("this")
    private boolean closedInTime = true;

    @GuardedBy("this")
    private final Map<Integer, TdLane> lanes = new HashMap<>();

    private TdLanes(LaneClients clients, LaneFolders folders, Partials partials, Supplier<Instant> now) {
        this.clients = clients;
        this.folders = folders;
        this.partials = partials;
        this.now = now;
    }

    /**
     * Where lanes lie, and how long.
     *
     * @param folder for the lanes alone
     * @param life after which a lane is not gone on with
     * @param now what time it is
     */
    public record Place(Path folder, Duration life, Supplier<Instant> now) {}

    /**
     * Removes what a killed run has left, but for files that can be gone on with, and, if there may be further clients,
     * copies the session. To be called before the session is opened. No client is started yet.
     *
     * @param connectivity which all clients are part of
     * @param settings those of the main client
     * @param lanes how many at a time, the main client included
     * @throws Local when the session cannot be copied; with one lane the main client then does it all
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
        return new TdLanes(clients, folders, partials, place.now());
    }

    /**
     * Removes what {@link #close} would, without closing anything: for a process that ends at once, and only by whoever
     * holds the archive. What cannot be removed is left to the next run. Never throws.
     */
    public static void removeCopies(Path folder) {
        try {
            new LaneFolders(folder, LaneFolders.NO_DATABASE).removeStale(Instant.MIN);
        } catch (Local | RuntimeException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private static void copySession(Path session, LaneFolders folders, int lanes) throws Local {
        long started = System.nanoTime();
        try {
            long bytes = folders.takeSnapshot(session);
            LOG.debug("Copied {} bytes of the session in {} ms", bytes, (System.nanoTime() - started) / 1_000_000);
        } catch (Local e) {
            if (lanes > 1) {
                throw e;
            }
            LOG.warn("{}", e.getMessage());
        }
    }

    /**
     * A source for each worker, spread over the lanes. To be called once.
     *
     * @param main the main client, open and logged in
     * @param lanes as many as were prepared for
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

    /** The main client, and then rather lanes that are to be opened anyway, since files of earlier runs lie in them. */
    private List<Integer> firstNumbers(int count) {
        return Stream.of(IntStream.of(MAIN), partials.lanes(), IntStream.rangeClosed(MAIN + 1, count))
                .flatMap(IntStream::boxed)
                .distinct()
                .limit(count)
                .toList();
    }

    /**
     * Posts by their ids, over a further client. To be called once, and only after preparing for an audit.
     *
     * @param main the main client, open and logged in
     */
    public synchronized PostFinder posts(TdSession main) throws TelegramFailure {
        TdConnection connection = main.connection();
        TdPosts finder = new TdPosts(() -> clients.anew(connection), System::nanoTime);
        posts = finder;
        return finder;
    }

    /**
     * A source of histories that does not fill the memory however long the channels are and however fast they are
     * walked. To be called once.
     *
     * @param main the main client, open and logged in
     */
    public synchronized HistorySource history(TdSession main) throws TelegramFailure {
        TdConnection mainConnection = main.connection();
        walk = new RotatingHistory(main.history(), () -> clients.anew(mainConnection), System::nanoTime);
        return walk;
    }

    private synchronized TdLane lane(int number, TdConnection main, long account, MediaSource first) {
        return lanes.computeIfAbsent(number, lane -> new TdLane(lane, () -> clients.lane(lane, account, main), first));
    }

    /** Closes a lane, and removes it unless the beginning of a file is in it. Blocks. */
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
        LOG.info("Lane {} is closed; another one goes on", number);
    }

    /** Removes every lane, also those to continue with: to be called when the login is another one. */
    public synchronized void discard() throws Local {
        closeAll();
        folders.remove();
    }

    /**
     * Closes every lane, waits until all are closed, and removes the folders of those in which no download was left
     * unfinished. Never throws; may be called again.
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

    /** Whether every lane that was open has closed in good time, so that all it knows is in its folder. */
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
        lanes.values().forEach(TdLane::beginClose);
        for (TdLane lane : lanes.values()) {
            closedInTime &= lane.close();
        }
        lanes.clear();
    }
}
