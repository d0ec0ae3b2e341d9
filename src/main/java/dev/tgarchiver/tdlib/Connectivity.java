package dev.tgarchiver.tdlib;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.telegram.Reachability;
import dev.tgarchiver.telegram.TelegramFailure.Unreachable;
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
 * Whether there is a connection to Telegram, over all clients of the process: the one owner of that question. It tells the
 * user, helps clients that do not come back by themselves, and gives up when the limit is over: then every call to Telegram
 * fails, and no further one is made. Safe for any thread.
 */
public final class Connectivity implements Reachability, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connectivity.class);

    private static final Duration TICK = Duration.ofSeconds(1);

    /** An outage that is shorter is nobody's concern. */
    private static final Duration NOTICE = Duration.ofSeconds(10);

    /** TDLib's own pauses between attempts to connect are shorter (ConnectionCreator.h); later ones of ours are doubled. */
    private static final Duration FIRST_RENEWAL = Duration.ofSeconds(20);

    private static final Duration LAST_RENEWAL = Duration.ofMinutes(10);

    /** TDLib itself waits for so long, and longer, without telling: for an answer that was lost, or after errors 420 and 500. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    /** Hears of an outage. Called on the watching and on the receiving thread; must not block. */
    public interface Listener {

        /** There is no connection, and has not been for {@code since}. Once for each outage. */
        void lost(Duration since);

        /** There is a connection again; only after {@link #lost}. */
        void back();
    }

    private final Duration limit;
    private final String way;
    private final LongSupplier nanoTime;
    private final Listener listener;
    private final List<ClientLink> links = new CopyOnWriteArrayList<>();

    /** When something last came from Telegram, or began to be waited for. */
    private volatile long moved;

    private volatile boolean givenUp;

    @GuardedBy("this")
    private final Map<ClientLink, Duration> renewals = new HashMap<>();

    /** When the last connection was lost; null while there is one. */
    @GuardedBy("this")
    private @Nullable Long lostAt;

    /** There was a connection once. */
    @GuardedBy("this")
    private boolean everUp;

    @GuardedBy("this")
    private boolean told;

    @GuardedBy("this")
    private boolean closed;

    @GuardedBy("this")
    private @Nullable Unreachable reason;

    /**
     * Nobody watches yet.
     *
     * @param limit how long to go on without a connection; zero for as long as it takes
     * @param way how Telegram is reached, for the messages: empty, or such as " through the proxy 127.0.0.1:1080"
     */
    Connectivity(Duration limit, String way, LongSupplier nanoTime, Listener listener) {
        this.limit = limit;
        this.way = way;
        this.nanoTime = nanoTime;
        this.listener = listener;
        moved = nanoTime.getAsLong();
    }

    /**
     * Watches from now on, on a thread of its own.
     *
     * @param limit how long to go on without a connection; zero for as long as it takes
     * @param way how Telegram is reached, for the messages: empty, or such as " through the proxy 127.0.0.1:1080"
     */
    public static Connectivity watched(Duration limit, String way, Listener listener) {
        Connectivity connectivity = new Connectivity(limit, way, System::nanoTime, listener);
        Thread thread = new Thread(connectivity::watch, "connectivity");
        thread.setDaemon(true);
        thread.start();
        return connectivity;
    }

    private void watch() {
        try {
            while (pause()) {
                look();
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

    /** A link of a client that begins. */
    ClientLink link(TdClient client) {
        ClientLink link = new ClientLink(client, this);
        links.add(link);
        return link;
    }

    /** A client has ended. */
    synchronized void forget(ClientLink link) {
        links.remove(link);
        renewals.remove(link);
        count();
    }

    /** Takes note of whether there is a connection. */
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

    /** What comes next is waited for from now on, unless something is already. */
    void awaits() {
        if (links.stream().filter(ClientLink::isAwaited).count() <= 1) {
            moved();
        }
    }

    /** A link went up or down, after so long in the state before. */
    void changed(ClientLink link, Duration after) {
        boolean wasTold;
        synchronized (this) {
            count();
            if (!link.isUp()) {
                return;
            }
            everUp = true;
            renewals.remove(link);
            wasTold = told;
            told = false;
        }
        if (wasTold) {
            listener.back();
        }
        if (after.compareTo(TICK) > 0) {
            // The others would find out up to 16 s later.
            links.stream().filter(ClientLink::isDown).forEach(ClientLink::reconnect);
        }
    }

    /** What there is to do now; called once a second. */
    void look() {
        long now = nanoTime();
        for (ClientLink link : links) {
            if (link.isDown() && isRenewalDue(link, Duration.ofNanos(now - link.changed()))) {
                link.renewSessions();
            }
        }
        Optional<Duration> outage = outage();
        if (outage.isPresent()) {
            if (outage.get().compareTo(NOTICE) >= 0 && tell()) {
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
            giveUp("not a byte and no answer", silence);
        }
    }

    private synchronized boolean tell() {
        boolean first = !told;
        told = true;
        return first;
    }

    private synchronized boolean isRenewalDue(ClientLink link, Duration down) {
        Duration next = renewals.getOrDefault(link, FIRST_RENEWAL);
        if (down.compareTo(next) < 0) {
            return false;
        }
        // Further apart each time: connecting itself may take long.
        Duration twice = next.multipliedBy(2);
        Duration later = next.plus(LAST_RENEWAL);
        renewals.put(link, twice.compareTo(later) < 0 ? twice : later);
        return true;
    }

    /** For how long no client has had a connection; empty when one has. */
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

    /** Whether Telegram is not waited for any longer. */
    boolean isGivenUp() {
        return givenUp;
    }

    /** @throws TdError when Telegram is not waited for any longer; what it means, {@link #givenUp} tells */
    public void requireHope() throws TdError {
        if (givenUp) {
            throw new TdError(0, "Telegram is not reachable");
        }
    }

    /** Why Telegram is not waited for any longer, if so. */
    public synchronized Optional<Unreachable> givenUp() {
        return Optional.ofNullable(reason);
    }

    @Override
    public Optional<Unreachable> missing() {
        Optional<Unreachable> end = givenUp();
        return end.isPresent()
                ? end
                : outage().filter(this::isWorthTelling).map(length -> unreachable("no connection", length));
    }

    private synchronized boolean isWorthTelling(Duration outage) {
        return !everUp || outage.compareTo(NOTICE) >= 0;
    }

    /** Watches no more. Does not block. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
