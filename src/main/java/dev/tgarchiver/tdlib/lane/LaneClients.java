package dev.tgarchiver.tdlib.lane;

import dev.tgarchiver.tdlib.Connectivity;
import dev.tgarchiver.tdlib.SessionSettings;
import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.TdSession;
import dev.tgarchiver.tdlib.binding.NativeMemory;
import dev.tgarchiver.tdlib.binding.TdJson;
import dev.tgarchiver.tdlib.binding.TdLog;
import dev.tgarchiver.tdlib.binding.TdReceiver;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Local;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens clients on copies of the session. Thread-safe; every opening blocks, without the network. */
final class LaneClients {

    private static final Logger LOG = LoggerFactory.getLogger(LaneClients.class);

    /** The number of the lane that continues the walk when the main client remembers too much. */
    private static final int WALK = 0;

    private final TdJson tdJson;
    private final TdReceiver receiver;
    private final TdLog log;
    private final Connectivity connectivity;
    private final SessionSettings settings;
    private final LaneFolders folders;
    private final Partials partials;

    /** The number of the lane that asks for known posts beside the walk; greater than that of any worker's lane. */
    private static final int AGAIN = 999_999_999;

    private volatile boolean ending;

    /** @param settings the settings of the main client */
    LaneClients(
            TdJson tdJson,
            TdReceiver receiver,
            TdLog log,
            Connectivity connectivity,
            SessionSettings settings,
            LaneFolders folders,
            Partials partials) {
        this.tdJson = tdJson;
        this.receiver = receiver;
        this.log = log;
        this.connectivity = connectivity;
        this.settings = settings;
        this.folders = folders;
        this.partials = partials;
    }

    /** A fresh client that requests posts. It replaces the previous one, which is closed. */
    CopyClient fresh(TdConnection main) throws TelegramFailure, InterruptedException {
        folders.remove(WALK);
        return client(open(folders.copy(WALK)), main, WALK);
    }

    /** A client that knows no post, so that it asks Telegram. It replaces the previous one, which is closed. */
    CopyClient knowingNothing(TdConnection main) throws TelegramFailure, InterruptedException {
        folders.remove(AGAIN);
        requireSnapshot();
        // What it learns is not passed on: later lanes start with the databases that it lacks.
        return CopyClient.on(open(folders.copyLogin(AGAIN)), main, learned -> trim());
    }

    private void requireSnapshot() throws Local {
        if (!folders.hasSnapshot()) {
            throw new Local("there is no copy of the session for it");
        }
    }

    /** A lane: the one of an earlier run if it was kept, else a fresh one. */
    CopyClient lane(int lane, long account, TdConnection main) throws TelegramFailure, InterruptedException {
        if (folders.isKept(lane)) {
            Optional<TdSession> kept = reopen(lane, account);
            if (kept.isPresent()) {
                return client(kept.get(), main, lane);
            }
            partials.endAll(lane);
            folders.remove(lane);
        }
        requireSnapshot();
        return client(open(folders.copy(lane)), main, lane);
    }

    /** Records the end of the run: further clients no longer need what clients have learned. */
    void end() {
        ending = true;
    }

    private CopyClient client(TdSession session, TdConnection main, int lane) throws TelegramFailure {
        return CopyClient.on(session, main, learned -> publishSnapshot(lane, learned));
    }

    /** Passes a closed client's new chats on to the next clients, and frees its memory. */
    private void publishSnapshot(int lane, boolean learned) {
        trim();
        try {
            if (learned && !ending) {
                folders.adopt(lane);
            }
        } catch (Local e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private void trim() {
        if (!ending) {
            NativeMemory.trim();
        }
    }

    /** The lane of an earlier run, if it still belongs to the account. */
    private Optional<TdSession> reopen(int lane, long account) throws InterruptedException {
        TdSession session = null;
        try {
            session = open(folders.folder(lane));
            if (session.account().id() == account) {
                LOG.info("Lane {} resumes where an earlier run stopped", lane);
                TdSession kept = session;
                session = null;
                return Optional.of(kept);
            }
            LOG.warn("Lane {} belongs to another account; its downloads restart", lane);
        } catch (TelegramFailure e) {
            LOG.warn("Lane {} of an earlier run cannot be opened; its downloads restart: {}", lane, e.getMessage());
        } finally {
            if (session != null) {
                session.close();
            }
        }
        return Optional.empty();
    }

    private TdSession open(Path folder) throws TelegramFailure, InterruptedException {
        return TdSession.open(tdJson, receiver, log, settings.in(folder, folder.resolve("files")), connectivity);
    }
}
