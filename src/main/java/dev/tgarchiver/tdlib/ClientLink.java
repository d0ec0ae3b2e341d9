package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's link to Telegram: whether it has a connection, since when, and how to restore one. The receiving thread
 * updates it. Thread-safe.
 */
public final class ClientLink {

    private static final Logger LOG = LoggerFactory.getLogger(ClientLink.class);

    /** Requests that TDLib answers without Telegram, so that the answer does not show a connection. */
    private static final Set<String> LOCAL = Set.of(
            "addProxy",
            "cancelDownloadFile",
            "close",
            "closeChat",
            "createPrivateChat",
            "deleteFile",
            "destroy",
            "disableProxy",
            "downloadFile",
            "getChat",
            "getChats",
            "getFile",
            "getMe",
            "getMessageLocally",
            "getOption",
            "getSupergroup",
            "openChat",
            "setNetworkType",
            "setOption",
            "setTdlibParameters",
            // Telegram answers it, but nothing waits for that answer: clients without a connection stall a run all the
            // same.
            "testNetwork");

    private final TdClient client;
    private final Connectivity all;

    /** The number of awaited answers and downloads. */
    private final AtomicInteger awaited = new AtomicInteger();

    /** The state is unknown until TDLib starts to connect. */
    private enum State {
        UNKNOWN,
        DOWN,
        UP
    }

    @GuardedBy("this")
    private State state = State.UNKNOWN;

    @GuardedBy("this")
    private long changed;

    ClientLink(TdClient client, Connectivity all) {
        this.client = client;
        this.all = all;
        changed = all.nanoTime();
    }

    /** Records an update, if it is one of the connection. */
    void on(JsonNode update) {
        if (!update.path("@type").asText().equals("updateConnectionState")) {
            return;
        }
        String name = update.path("state").path("@type").asText().replace("connectionState", "");
        LOG.info("Connection of client {}: {}", client.id(), name);
        State now = name.equals("Ready") || name.equals("Updating") ? State.UP : State.DOWN;
        Duration before;
        synchronized (this) {
            if (state == now) {
                return;
            }
            state = now;
            before = Duration.ofNanos(all.nanoTime() - changed);
            changed = all.nanoTime();
            notifyAll();
        }
        all.changed(this, before);
    }

    /** Whether TDLib has a connection on which Telegram has answered. */
    synchronized boolean isUp() {
        return state == State.UP;
    }

    /** Whether TDLib has reported that it has no connection. */
    public synchronized boolean isDown() {
        return state == State.DOWN;
    }

    /** The time of the last change of state. */
    synchronized long changed() {
        return changed;
    }

    /** Records that a byte or an answer of Telegram was received. */
    public void moved() {
        all.moved();
    }

    /** Records the start of a wait that only Telegram can end. {@link #received} records its end. */
    public void awaits() {
        if (awaited.getAndIncrement() == 0) {
            all.awaits();
        }
    }

    /** The counterpart of {@link #awaits}. */
    public void received() {
        awaited.decrementAndGet();
    }

    boolean isAwaited() {
        return awaited.get() > 0;
    }

    /** Whether Telegram usually answers this request. */
    static boolean asksTelegram(ObjectNode request) {
        return !LOCAL.contains(request.path("@type").asText());
    }

    public Connectivity all() {
        return all;
    }

    /**
     * Blocks until there is a connection, or none is needed any more.
     *
     * @param unneeded whether to stop waiting; a client whose login has ended never connects again
     * @throws TdError when the process has given up waiting for Telegram
     */
    void awaitUp(BooleanSupplier unneeded) throws TdError, InterruptedException {
        awaits();
        try {
            synchronized (this) {
                while (state != State.UP && !unneeded.getAsBoolean()) {
                    all.requireReachable();
                    TimeUnit.NANOSECONDS.timedWait(this, Patience.STEP.toNanos());
                }
            }
        } finally {
            received();
        }
    }

    /** Sends Telegram a test request, to check whether it answers. */
    public CompletableFuture<Boolean> probe() {
        return client.send(TdRequest.of("testNetwork")).handle((answer, error) -> true);
    }

    /** Makes TDLib connect now, instead of after its own pause (StateManager, ConnectionCreator::on_network). */
    void reconnect() {
        ObjectNode request = TdRequest.of("setNetworkType");
        request.set("type", TdRequest.of("networkTypeOther"));
        client.tell(request);
    }

    /**
     * Makes TDLib reopen all its sessions, as it does whenever its client header changes
     * (NetQueryDispatcher::update_mtproto_header). Pending requests are sent again, and no download stops. A session
     * that has received the server time rejects every server whose clock is behind it (AuthData::check_packet), and
     * would never connect to it again; a new session does.
     */
    void renewSessions() {
        LOG.info("Client {} reopens its sessions", client.id());
        ObjectNode question = TdRequest.of("getOption").put("name", OFFSET);
        var unused = client.send(question).thenAccept(option -> {
            long offset = Long.parseLong(option.path("value").asText("0"));
            ObjectNode request = TdRequest.of("setOption").put("name", OFFSET);
            request.set(
                    "value",
                    TdRequest.of("optionValueInteger")
                            .put("value", Long.toString(offset % 60 == 0 ? offset + 1 : offset - 1)));
            client.tell(request);
        });
    }

    /**
     * The option by which TDLib groups search results by days, which the archiver does not use; it is part of the
     * header.
     */
    private static final String OFFSET = "utc_time_offset";
}
