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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's link to Telegram: whether it has a connection, since when, and what may bring one back. Told by the receiving
 * thread; safe for any thread.
 */
public final class ClientLink {

    private static final Logger LOG = LoggerFactory.getLogger(ClientLink.class);

    /** What TDLib answers without asking Telegram: no sign of life. */
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
            // Telegram answers it, but that brings nothing that is waited for: clients that stay away stall a run all
            // the same.
            "testNetwork");

    private final TdClient client;
    private final Connectivity all;

    /** How many answers and downloads are waited for. */
    private final AtomicInteger awaited = new AtomicInteger();

    /** Nothing is known before TDLib begins to connect. */
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

    /** Takes note of an update, if it is of the connection. */
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

    /** Whether TDLib has a connection over which Telegram has answered. */
    synchronized boolean isUp() {
        return state == State.UP;
    }

    /** Whether TDLib has said that it has none. */
    public synchronized boolean isDown() {
        return state == State.DOWN;
    }

    /** When it became as it is. */
    synchronized long changed() {
        return changed;
    }

    /** A byte or an answer has come from Telegram. */
    public void moved() {
        all.moved();
    }

    /** Something is waited for that only Telegram can bring; {@link #received} when it is not any more. */
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

    /** Whether an answer to this request comes from Telegram, as a rule. */
    static boolean asksTelegram(ObjectNode request) {
        return !LOCAL.contains(request.path("@type").asText());
    }

    public Connectivity all() {
        return all;
    }

    /**
     * Blocks until there is a connection.
     *
     * @throws TdError when that is not waited for any longer
     */
    void awaitUp() throws TdError, InterruptedException {
        awaits();
        try {
            synchronized (this) {
                while (state != State.UP) {
                    all.requireHope();
                    TimeUnit.NANOSECONDS.timedWait(this, Patience.STEP.toNanos());
                }
            }
        } finally {
            received();
        }
    }

    /** Asks Telegram for anything, to learn whether it answers. */
    public CompletableFuture<Boolean> probe() {
        return client.send(TdRequest.of("testNetwork")).handle((answer, error) -> true);
    }

    /** Has TDLib try to connect now, and not when its own pause is over (StateManager, ConnectionCreator::on_network). */
    void reconnect() {
        ObjectNode request = TdRequest.of("setNetworkType");
        request.set("type", TdRequest.of("networkTypeOther"));
        client.tell(request);
    }

    /**
     * Has TDLib open all its sessions anew, as it does whenever the header changes with which it introduces itself
     * (NetQueryDispatcher::update_mtproto_header). What is being asked for is asked for again, and no download stops. A
     * session that was told the time once believes no server whose clock is behind that (AuthData::check_packet), and would
     * never connect to it again; a new one does.
     */
    void renewSessions() {
        LOG.info("Client {} opens its sessions anew", client.id());
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

    /** By which TDLib splits what it finds by days, which the archiver never asks for; it is part of the header. */
    private static final String OFFSET = "utc_time_offset";
}
