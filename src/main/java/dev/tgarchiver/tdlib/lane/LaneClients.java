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

    /** The number of the lane that walks when the main client has walked enough. */
    private static final int WALK = 0;

    private final TdJson tdJson;
    private final TdReceiver receiver;
    private final TdLog log;
    private final Connectivity connectivity;
    private final SessionSettings settings;
    private final LaneFolders folders;
    private final Partials partials;

    private volatile boolean ending;

    /** @param settings those of the main client */
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

    /** A client that asks for posts, in the place of the one before, which is closed. */
    CopyClient anew(TdConnection main) throws TelegramFailure, InterruptedException {
        folders.remove(WALK);
        return client(open(folders.copy(WALK)), main, WALK);
    }

    /** A lane, as an earlier run left it if it did. */
    CopyClient lane(int lane, long account, TdConnection main) throws TelegramFailure, InterruptedException {
        if (folders.isKept(lane)) {
            Optional<TdSession> kept = reopen(lane, account);
            if (kept.isPresent()) {
                return client(kept.get(), main, lane);
            }
            partials.endAll(lane);
            folders.remove(lane);
        }
        if (!folders.hasSnapshot()) {
            throw new Local("there is no copy of the session for it");
        }
        return client(open(folders.copy(lane)), main, lane);
    }

    /** The run ends: what clients have learned is of no use to others any more. */
    void end() {
        ending = true;
    }

    private CopyClient client(TdSession session, TdConnection main, int lane) throws TelegramFailure {
        return CopyClient.on(session, main, learned -> publishSnapshot(lane, learned));
    }

    /** What a client has learned, the next ones know; what it remembered is gone. */
    private void publishSnapshot(int lane, boolean learned) {
        if (ending) {
            return;
        }
        NativeMemory.trim();
        try {
            if (learned) {
                folders.adopt(lane);
            }
        } catch (Local e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    /** A lane as an earlier run left it, if it still is one of the account's. */
    private Optional<TdSession> reopen(int lane, long account) throws InterruptedException {
        TdSession session = null;
        try {
            session = open(folders.folder(lane));
            if (session.account().id() == account) {
                LOG.info("Lane {} goes on where an earlier run stopped", lane);
                TdSession kept = session;
                session = null;
                return Optional.of(kept);
            }
            LOG.warn("Lane {} is another account's; what was begun in it is begun anew", lane);
        } catch (TelegramFailure e) {
            LOG.warn("Lane {} of an earlier run cannot be opened; begun anew: {}", lane, e.getMessage());
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
