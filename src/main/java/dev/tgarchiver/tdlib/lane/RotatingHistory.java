package dev.tgarchiver.tdlib.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.LoginNeeded;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks with the main client until that {@linkplain ClientMemory remembers too much}. The walk then continues with a
 * client on a copy of the session, which is later replaced in the same way to free its memory. At the pace of
 * Telegram's own limits, TDLib drops posts without files in time, so the main client walks them all. For one thread;
 * any thread may close it.
 */
final class RotatingHistory implements HistorySource {

    private static final Logger LOG = LoggerFactory.getLogger(RotatingHistory.class);

    /** A client on a copy of the session. */
    interface Successor extends AutoCloseable {

        /** Whether the client can be asked for this chat's posts. */
        boolean resolve(long chatId) throws TelegramFailure, InterruptedException;

        HistorySource history() throws TelegramFailure;

        @Override
        void close();
    }

    /** Opens the next client. */
    interface ClientFactory {
        Successor next() throws TelegramFailure, InterruptedException;
    }

    private final HistorySource main;

    /** The source of the last page: it has received those whom the page's posts name. */
    private HistorySource last;

    private final ClientFactory clients;
    private final ClientMemory remembered;

    /** The newest post of each chat that the main client knows. */
    private final Map<Long, Long> newest = new HashMap<>();

    /** The chats that the current further client knows up to the same post. */
    private final Set<Long> refreshed = new HashSet<>();

    @GuardedBy("this")
    private @Nullable Successor current;

    @GuardedBy("this")
    private boolean ended;

    RotatingHistory(HistorySource main, ClientFactory clients, LongSupplier nanoTime) {
        this.main = main;
        last = main;
        this.clients = clients;
        this.remembered = new ClientMemory(nanoTime);
    }

    @Override
    public long refresh(long chatId, long known) throws TelegramFailure, InterruptedException {
        long end = main.refresh(chatId, known);
        newest.put(chatId, end);
        refreshed.remove(chatId);
        return end;
    }

    @Override
    public List<Post> older(long chatId, long before) throws TelegramFailure, InterruptedException {
        return page(chatId, source -> source.older(chatId, before));
    }

    @Override
    public long lastUntil(long chatId, Instant date) throws TelegramFailure, InterruptedException {
        return main.lastUntil(chatId, date);
    }

    @Override
    public List<Post> newer(long chatId, long after) throws TelegramFailure, InterruptedException {
        return page(chatId, source -> source.newer(chatId, after));
    }

    @Override
    public List<Peer> peers(Collection<Long> ids) throws TelegramFailure, InterruptedException {
        return last.peers(ids);
    }

    private interface Page {
        List<Post> of(HistorySource source) throws TelegramFailure, InterruptedException;
    }

    private List<Post> page(long chatId, Page page) throws TelegramFailure, InterruptedException {
        if (remembered.areTooMany()) {
            rotate();
            remembered.clear();
            refreshed.clear();
        }
        Successor successor = current();
        last = main;
        List<Post> found;
        if (successor == null) {
            found = page.of(main);
        } else {
            try {
                last = successor.resolve(chatId) ? historyOf(successor, chatId) : main;
                found = page.of(last);
            } catch (LoginNeeded e) {
                // The main client must detect the end of the login itself: otherwise its session would keep looking
                // logged in.
                LOG.warn("The client that walks has lost the login; asking the main client");
                close();
                last = main;
                found = page.of(main);
            }
        }
        remembered.add(found);
        return found;
    }

    /**
     * The copy of the session is older than the walk: for a client on it, a chat ends at the post that was newest when
     * the copy was taken, and later pages are empty. A refresh up to the main client's newest post makes it catch up.
     */
    private HistorySource historyOf(Successor successor, long chatId) throws TelegramFailure, InterruptedException {
        HistorySource history = successor.history();
        long end = newest.getOrDefault(chatId, 0L);
        if (end > 0 && !refreshed.contains(chatId)) {
            long known = history.refresh(chatId, end - 1);
            LOG.debug("The further client knows chat {} up to post {}", chatId, known);
            refreshed.add(chatId);
        }
        return history;
    }

    private synchronized void rotate() throws InterruptedException {
        if (ended) {
            return;
        }
        Successor before = current;
        current = null;
        if (before != null) {
            before.close();
        }
        try {
            current = clients.next();
            LOG.debug("The walk continues with a further client");
        } catch (TelegramFailure e) {
            LOG.warn("No further client for the walk; the main client continues: {}", e.getMessage());
            ended = true;
        }
    }

    private synchronized @Nullable Successor current() {
        return current;
    }

    /** Closes the further client, if there is one; the main client continues alone. Idempotent. */
    synchronized void close() {
        ended = true;
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
