package dev.tgarchiver.tdlib;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Local;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lanes of a run: further clients on copies of the session, because one client keeps at most 2 MiB in flight (TDLib's
 * FileDownloadManager), which no option raises. The first lane is the main client itself. Copies share the account's
 * authorization key as several connections of one client do, so they are no further login.
 */
public final class TdLanes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TdLanes.class);

    /** What lanes are for. */
    public enum Use {
        /** To fetch files; they know what the session knows. */
        DOWNLOAD,
        /** To ask Telegram for everything anew; they know nothing but the login. */
        AUDIT
    }

    private static final long NO_DATABASE = -1;

    /** Beyond this, copying TDLib's database costs more than having each lane ask for its chats. */
    private static final long MOST_DATABASE_BYTES = 64L << 20;

    /** The number of the lane that walks when the main client has walked enough. */
    private static final int WALK = 0;

    private final TdJson tdJson;
    private final TdReceiver receiver;
    private final TdLog log;
    private final SessionSettings settings;
    private final LaneFolders folders;
    private final List<TdLane> lanes = new ArrayList<>();
    private @Nullable TdPosts posts;

    @GuardedBy("this")
    private @Nullable LongWalk walk;

    private TdLanes(TdJson tdJson, TdReceiver receiver, TdLog log, SessionSettings settings, LaneFolders folders) {
        this.tdJson = tdJson;
        this.receiver = receiver;
        this.log = log;
        this.settings = settings;
        this.folders = folders;
    }

    /**
     * Removes what a killed run has left and, if there are to be further lanes, copies the session. To be called before
     * the session is opened. No client is started yet.
     *
     * @param settings those of the main client
     * @param folder for the lanes alone
     * @param lanes how many in all, the main client included
     * @param use what they are for
     */
    public static TdLanes prepare(
            TdJson tdJson, TdReceiver receiver, TdLog log, SessionSettings settings, Path folder, int lanes, Use use)
            throws Local {
        LaneFolders folders = new LaneFolders(folder, use == Use.AUDIT ? NO_DATABASE : MOST_DATABASE_BYTES);
        folders.remove();
        if (lanes > 1) {
            long started = System.nanoTime();
            long bytes = folders.takeSnapshot(settings.sessionDir());
            LOG.debug("Copied {} bytes of the session in {} ms", bytes, (System.nanoTime() - started) / 1_000_000);
        }
        return new TdLanes(tdJson, receiver, log, settings, folders);
    }

    /**
     * A source for each worker, spread over the lanes. To be called once.
     *
     * @param main the main client, open and logged in
     * @param lanes as many as were prepared for
     */
    public synchronized List<MediaSource> sources(TdSession main, int workers, int lanes) throws TelegramFailure {
        List<MediaSource> all = new ArrayList<>();
        all.add(main.media());
        for (int number = 2; number <= Math.min(lanes, workers); number++) {
            int lane = number;
            TdLane further = new TdLane(lane, () -> open(lane), main.connection(), all.get(0));
            this.lanes.add(further);
            all.add(further);
        }
        List<MediaSource> sources = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            sources.add(all.get(worker % all.size()));
        }
        return sources;
    }

    /**
     * Posts by their ids, over a further client. To be called once, and only if two lanes were prepared for an audit.
     *
     * @param main the main client, open and logged in
     */
    public synchronized PostFinder posts(TdSession main) throws TelegramFailure {
        TdPosts finder = new TdPosts(this::openAnew, main.connection(), System::nanoTime);
        posts = finder;
        return finder;
    }

    private TdSession openAnew() throws TelegramFailure, InterruptedException {
        folders.remove(WALK);
        return open(WALK);
    }

    /**
     * A source of histories that does not fill the memory however long the channels are and however fast they are
     * walked. To be called once.
     *
     * @param main the main client, open and logged in
     * @param lanes as many as were prepared for
     */
    public synchronized HistorySource history(TdSession main, int lanes) throws TelegramFailure {
        if (lanes < 2) {
            return main.history();
        }
        TdConnection mainConnection = main.connection();
        walk = new LongWalk(main.history(), () -> successor(mainConnection), System::nanoTime);
        return walk;
    }

    private LongWalk.Successor successor(TdConnection main) throws TelegramFailure, InterruptedException {
        TdSession session = openAnew();
        LaneChats chats;
        try {
            chats = new LaneChats(session.connection(), main);
        } catch (TelegramFailure e) {
            session.close();
            throw e;
        }
        return new LongWalk.Successor() {
            @Override
            public boolean meet(long chatId) throws TelegramFailure, InterruptedException {
                return chats.meet(chatId);
            }

            @Override
            public HistorySource history() throws TelegramFailure {
                return session.history();
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    private TdSession open(int lane) throws TelegramFailure, InterruptedException {
        Path folder = folders.copy(lane);
        return TdSession.open(tdJson, receiver, log, settings.in(folder, folder.resolve("files")), state -> {});
    }

    /** Closes every lane, waits until all are closed, and removes their folders. Never throws; may be called again. */
    @Override
    public synchronized void close() {
        if (walk != null) {
            walk.close();
        }
        lanes.forEach(TdLane::beginClose);
        lanes.forEach(TdLane::close);
        lanes.clear();
        if (posts != null) {
            posts.close();
        }
        try {
            folders.remove();
        } catch (Local e) {
            LOG.warn("{}", e.getMessage());
        }
    }
}
