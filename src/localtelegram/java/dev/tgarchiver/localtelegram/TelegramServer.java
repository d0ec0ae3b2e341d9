package dev.tgarchiver.localtelegram;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.localtelegram.check.NameCheck;
import dev.tgarchiver.localtelegram.crypto.ServerKey;
import dev.tgarchiver.localtelegram.faults.Calls;
import dev.tgarchiver.localtelegram.faults.Faults;
import dev.tgarchiver.localtelegram.handlers.TelegramApi;
import dev.tgarchiver.localtelegram.mtproto.AuthKeys;
import dev.tgarchiver.localtelegram.mtproto.Connection;
import dev.tgarchiver.localtelegram.mtproto.RpcService;
import dev.tgarchiver.localtelegram.mtproto.Sessions;
import dev.tgarchiver.localtelegram.tl.Schema;
import dev.tgarchiver.localtelegram.transport.Conditions;
import dev.tgarchiver.localtelegram.transport.Entrance;
import dev.tgarchiver.localtelegram.transport.FrameConnection;
import dev.tgarchiver.localtelegram.transport.Listener;
import dev.tgarchiver.localtelegram.transport.MtProtoProxy;
import dev.tgarchiver.localtelegram.transport.OpenProxy;
import dev.tgarchiver.localtelegram.world.World;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A Telegram server on 127.0.0.1, behind a proxy of its own. A TDLib patched by {@link PatchedTdlib} that has
 * this proxy set cannot tell it from the real one.
 *
 * <pre>{@code
 * try (TelegramServer telegram = TelegramServer.start()) {
 *     User alice = telegram.world().user("+15550001");
 *     telegram.world().channel("Demo").username("demo").posts(1_000_000, id -> PostDraft.text("Post " + id));
 *     telegram.faults().floodWait("messages.getHistory", Duration.ofSeconds(3)).times(2);
 *     ...
 *     assertThat(telegram.calls().count("messages.getHistory")).isEqualTo(12);
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class TelegramServer implements AutoCloseable {

    static {
        NameCheck.check(Schema.SERVER, Connection.class);
    }

    private static final Duration PORT_PATIENCE = Duration.ofSeconds(10);

    private final World world = new World();
    private final Conditions conditions = new Conditions();
    private final Faults faults = new Faults();
    private final Calls calls = new Calls();
    private final AuthKeys keys = new AuthKeys();
    private final Sessions sessions = new Sessions(keys);
    private final ServerKey serverKey = ServerKey.load();
    private final RpcService service = TelegramApi.of(world, sessions, faults, calls);
    private final Entrance proxy = new OpenProxy();
    private final Set<String> ways = ConcurrentHashMap.newKeySet();
    private final int port;

    @GuardedBy("this")
    private Listener listener;

    @GuardedBy("this")
    private final List<Listener> further = new ArrayList<>();

    private TelegramServer(int port) throws IOException {
        listener = new Listener(port, proxy, conditions, this::serve);
        this.port = listener.port();
    }

    /** Starts a server with an empty world on a free port. */
    public static TelegramServer start() throws IOException {
        return start(0);
    }

    /** Starts a server with an empty world on a port; 0 takes a free one. */
    public static TelegramServer start(int port) throws IOException {
        return new TelegramServer(port);
    }

    /** The port of the proxy on 127.0.0.1 behind which the server is. It speaks SOCKS5 and HTTP. */
    public int port() {
        return port;
    }

    /** The proxy as the archiver's configuration wants it. */
    public String proxy() {
        return "socks5://127.0.0.1:" + port;
    }

    /**
     * Sets up a further proxy, of Telegram's own kind, and returns the link to it. It stands until the server is closed.
     *
     * @param secret as it is given to users: 32 hexadecimal digits; {@code dd} and these; {@code ee}, these and a host's name
     */
    public synchronized String mtProtoProxy(String secret) throws IOException {
        Listener listener = new Listener(0, MtProtoProxy.of(secret), conditions, this::serve);
        further.add(listener);
        return "tg://proxy?server=127.0.0.1&port=" + listener.port() + "&secret=" + secret;
    }

    /** By which proxies clients have come so far, and as whom: {@code MTProto}, {@code HTTP as user:password}. */
    public Set<String> ways() {
        return Set.copyOf(ways);
    }

    /** Everything there is. */
    public World world() {
        return world;
    }

    /** How good the network is. */
    public Conditions conditions() {
        return conditions;
    }

    /** What is to go wrong. */
    public Faults faults() {
        return faults;
    }

    /** What was called. */
    public Calls calls() {
        return calls;
    }

    /** Keeps authorization keys and log-ins in a file, so that clients are still logged in when the server comes back. */
    public TelegramServer keepKeysIn(Path file) throws IOException {
        keys.keepIn(file);
        return this;
    }

    /** Lets clients in with the keys and log-ins that another server {@linkplain #keepKeysIn keeps} in a file. */
    public TelegramServer takeKeysFrom(Path file) throws IOException {
        keys.read(file);
        return this;
    }

    /** Breaks off every connection; the server itself stays as it is. */
    public synchronized void disconnectAll() {
        listener.disconnectAll();
    }

    /** Stops listening and breaks off every connection. {@link #goUp} brings the server back. */
    public synchronized void goDown() throws IOException {
        listener.close();
        sessions.removeAll();
    }

    /** Listens again, on the same port, with the same keys and the same world. */
    public synchronized void goUp() throws IOException {
        long end = System.nanoTime() + PORT_PATIENCE.toNanos();
        while (true) {
            try {
                listener = new Listener(port, proxy, conditions, this::serve);
                return;
            } catch (BindException e) {
                // A client that dials a port where nobody listens may be given that port itself, for a moment.
                if (System.nanoTime() > end) {
                    throw e;
                }
                pause();
            }
        }
    }

    @GuardedBy("this")
    private void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.timedWait(this, 20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for port " + port);
        }
    }

    /** Goes down and up again at once: sessions are forgotten, keys are kept. */
    public synchronized void restart() throws IOException {
        goDown();
        goUp();
    }

    /** Lets the server's clock go before the machine's, or behind it if negative. Clients have to follow it. */
    public void clockAhead(Duration ahead) {
        sessions.time().ahead(ahead);
    }

    /** Lets only messages with this salt in; clients are told of it when theirs is another. */
    public void requireSalt(long salt) {
        sessions.salt(salt);
    }

    /** Forgets all authorization keys: clients must make new ones, and are logged out. */
    public void loseKeys() {
        keys.removeAll();
    }

    @Override
    public synchronized void close() throws IOException {
        listener.close();
        for (Listener one : further) {
            one.close();
        }
    }

    private void serve(FrameConnection connection) {
        ways.add(connection.way());
        new Connection(connection, serverKey, sessions, service, calls::recordProblem).run();
    }
}
