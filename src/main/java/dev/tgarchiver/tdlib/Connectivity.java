package dev.tgarchiver.tdlib;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.telegram.Reachability;
import dev.tgarchiver.telegram.TelegramFailure.Unreachable;
import dev.tgarchiver.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether there is a connection to Telegram, over all clients of the process. It alone decides this. It notifies the
 * user, helps clients that do not reconnect by themselves, and gives up after the limit: then every call to Telegram
 * fails, and no further one is made. Thread-safe.
 */
public final class Connectivity implements Reachability, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connectivity.class);

    private static final Duration TICK = Duration.ofSeconds(1);

    /** Shorter outages are not reported. */
    private static final Duration NOTICE = Duration.ofSeconds(10);

    /**
     * TDLib's own pauses between attempts to connect are shorter (ConnectionCreator.h). Each later delay is doubled.
     */
    private static final Duration FIRST_RENEWAL = Duration.ofSeconds(20);

    private static final Duration LAST_RENEWAL = Duration.ofMinutes(10);

    /**
     * TDLib itself may wait this long, and longer, without an update: for a lost answer, or after errors 420 and 500.
     */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    /** Receives the start and end of outages. Called on the watching and on the receiving thread; must not block. */
    public interface Listener {

        /** There has been no connection for {@code since}. Called once for each outage. */
        void lost(Duration since);

        /** There is a connection again. Called only after {@link #lost}. */
        void back();
    }

    private final Duration limit;
    private final String way;
    private final LongSupplier nanoTime;
    private final Listener listener;
    private final List<ClientLink> links = new CopyOnWriteArrayList<>();

    /** When the last byte or answer of Telegram was received, or the last wait started. */
    private volatile long moved;

    private volatile boolean givenUp;

    @GuardedBy("this")
    private final Map<ClientLink, Duration> renewals = new HashMap<>();

    /** When the last connection was lost; null while there is one. */
    @GuardedBy("this")
    private @Nullable Long lostAt;

    /** Whether there has been a connection. */
    @GuardedBy("this")
    private boolean everUp;

    @GuardedBy("this")
    private boolean announced;

    @GuardedBy("this")
    private boolean closed;

    @GuardedBy("this")
    private @Nullable Unreachable reason;

    /**
     * A connectivity that is not watched.
     *
     * @param limit the time to continue without a connection; zero for no limit
     * @param way how Telegram is reached, for messages: empty, or for example " through the proxy 127.0.0.1:1080"
     */
    Connectivity(Duration limit, String way, LongSupplier nanoTime, Listener listener) {
        this.limit = limit;
        this.way = way;
        this.nanoTime = nanoTime;
        this.listener = listener;
        moved = nanoTime.getAsLong();
    }

    /**
     * Starts to watch, on its own thread.
     *
     * @param limit the time to continue without a connection; zero for no limit
     * @param way how Telegram is reached, for messages: empty, or for example " through the proxy 127.0.0.1:1080"
     */
    public static Connectivity watched(Duration limit, String way, Listener listener) {
        Connectivity connectivity = new Connectivity(limit, way, Time.SYSTEM::nanoTime, listener);
        Thread thread = new Thread(connectivity::watch, "connectivity");
        thread.setDaemon(true);
        thread.start();
        return connectivity;
    }

    private void watch() {
        try {
            while (pause()) {
                check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean pause() throws InterruptedException {
        if (!closed) {
            TimeUnit.NANOSECONDS.timedWait(this, TICK.toNanos());
        }
        return !closed;
    }

    /** Creates the link of a new client. */
    ClientLink link(TdClient client) {
        ClientLink link = new ClientLink(client, this);
        links.add(link);
        return link;
    }

    /** Removes the link of a closed client. */
    synchronized void forget(ClientLink link) {
        links.remove(link);
        renewals.remove(link);
        count();
    }

    /** Updates whether there is a connection. */
    @GuardedBy("this")
    private void count() {
        if (links.stream().anyMatch(ClientLink::isUp) || links.stream().noneMatch(ClientLink::isDown)) {
            lostAt = null;
        } else if (lostAt == null) {
            lostAt = nanoTime();
        }
    }

    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    void moved() {
        moved = nanoTime();
    }

    /** Starts the wait for the next byte or answer, unless a wait is in progress. */
    void awaits() {
        if (links.stream().filter(ClientLink::isAwaited).count() <= 1) {
            moved();
        }
    }

    /** Handles a link that went up or down. {@code after} is its time in the previous state. */
    void changed(ClientLink link, Duration after) {
        boolean wasAnnounced;
        synchronized (this) {
            count();
            if (!link.isUp()) {
                return;
            }
            everUp = true;
            renewals.remove(link);
            wasAnnounced = announced;
            announced = false;
        }
        if (wasAnnounced) {
            listener.back();
        }
        if (after.compareTo(TICK) > 0) {
            // Other clients would reconnect up to 16 s later.
            links.stream().filter(ClientLink::isDown).forEach(ClientLink::reconnect);
        }
    }

    /** Does what is due now; called once a second. */
    void check() {
        long now = nanoTime();
        for (ClientLink link : links) {
            if (link.isDown() && isRenewalDue(link, Duration.ofNanos(now - link.changed()))) {
                link.renewSessions();
            }
        }
        Optional<Duration> outage = outage();
        if (outage.isPresent()) {
            if (outage.get().compareTo(NOTICE) >= 0 && announce()) {
                listener.lost(outage.get());
            }
            if (!limit.isZero() && outage.get().compareTo(limit) >= 0) {
                giveUp("no connection", outage.get());
            }
        }
        Duration silence = Duration.ofNanos(now - moved);
        if (!limit.isZero()
                && silence.compareTo(limit) >= 0
                && silence.compareTo(SILENCE) >= 0
                && links.stream().anyMatch(ClientLink::isAwaited)) {
            giveUp("no byte and no answer", silence);
        }
    }

    private synchronized boolean announce() {
        boolean first = !announced;
        announced = true;
        return first;
    }

    private synchronized boolean isRenewalDue(ClientLink link, Duration down) {
        Duration next = renewals.getOrDefault(link, FIRST_RENEWAL);
        if (down.compareTo(next) < 0) {
            return false;
        }
        // The delay grows each time: connecting itself may take long.
        Duration twice = next.multipliedBy(2);
        Duration later = next.plus(LAST_RENEWAL);
        renewals.put(link, twice.compareTo(later) < 0 ? twice : later);
        return true;
    }

    /** The time for which no client has had a connection; empty when one has. */
    private synchronized Optional<Duration> outage() {
        return lostAt == null ? Optional.empty() : Optional.of(Duration.ofNanos(nanoTime() - lostAt));
    }

    private void giveUp(String what, Duration after) {
        synchronized (this) {
            if (reason == null) {
                reason = unreachable(what, after);
                LOG.warn("{}", reason.getMessage());
            }
        }
        givenUp = true;
    }

    private Unreachable unreachable(String what, Duration after) {
        return new Unreachable("Telegram is not reachable: " + what + way + " for " + words(after)
                + ". Everything so far is kept, and no attempt was counted. Check the network"
                + (way.isEmpty() ? "" : " and telegram.proxy")
                + ", then run again; telegram.connect_timeout says how long to wait.");
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }

    /** Whether the process has given up waiting for Telegram. */
    boolean isGivenUp() {
        return givenUp;
    }

    /** @throws TdError when the process has given up waiting for Telegram; {@link #givenUp} has the reason */
    public void requireReachable() throws TdError {
        if (givenUp) {
            throw new TdError(0, "Telegram is not reachable");
        }
    }

    /** The reason why the process has given up waiting for Telegram, if it has. */
    public synchronized Optional<Unreachable> givenUp() {
        return Optional.ofNullable(reason);
    }

    @Override
    public Optional<Unreachable> missing() {
        Optional<Unreachable> end = givenUp();
        return end.isPresent()
                ? end
                : outage().filter(this::isNotable).map(length -> unreachable("no connection", length));
    }

    private synchronized boolean isNotable(Duration outage) {
        return !everUp || outage.compareTo(NOTICE) >= 0;
    }

    /** Stops watching. Does not block. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
