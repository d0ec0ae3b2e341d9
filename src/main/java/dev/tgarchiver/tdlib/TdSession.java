package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.SingleLine;
import dev.tgarchiver.tdlib.binding.TdAbort;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdJson;
import dev.tgarchiver.tdlib.binding.TdLog;
import dev.tgarchiver.tdlib.binding.TdReceiver;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.tdlib.login.AuthorizationStates;
import dev.tgarchiver.tdlib.login.LoginFlow;
import dev.tgarchiver.tdlib.login.SessionKey;
import dev.tgarchiver.tdlib.media.TdMedia;
import dev.tgarchiver.telegram.Account;
import dev.tgarchiver.telegram.ChannelFinder;
import dev.tgarchiver.telegram.ContentSource;
import dev.tgarchiver.telegram.DiscussionSource;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.LoginDialogue;
import dev.tgarchiver.telegram.LoginDialogue.LoginAborted;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Local;
import dev.tgarchiver.telegram.TelegramFailure.LoginNeeded;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import dev.tgarchiver.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The account's session: opened once per process, and closed on every exit. */
public final class TdSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TdSession.class);
    private static final Duration OPENING = Duration.ofSeconds(60);
    private static final Duration CLOSING = Duration.ofSeconds(30);

    private final TdClient client;
    private final AuthorizationStates states;
    private final CatchUp catchUp = new CatchUp();
    private final TdLog log;
    private final Path filesDir;
    private JsonNode state;

    private TdSession(TdClient client, AuthorizationStates states, TdLog log, Path filesDir, JsonNode state) {
        this.client = client;
        this.filesDir = filesDir;
        this.states = states;
        this.log = log;
        this.state = state;
        client.onUpdate(catchUp::on);
    }

    /**
     * Opens the session. Blocks; needs no network.
     *
     * @param connectivity the connectivity of the process
     * @throws TelegramFailure.Held when another program uses the session
     * @throws TelegramFailure.Local when the folder or the key is not usable
     */
    public static TdSession open(
            TdJson tdJson, TdReceiver receiver, TdLog log, SessionSettings settings, Connectivity connectivity)
            throws TelegramFailure, InterruptedException {
        SessionKey.secureFolder(settings.sessionDir());
        SessionKey.secureFolder(settings.filesDir());
        String key = settings.key().isPresent()
                ? SessionKey.of(settings.key().get())
                : SessionKey.stored(settings.sessionDir());

        AuthorizationStates states = new AuthorizationStates();
        TdClient client = new TdClient(tdJson, receiver, log, connectivity, settings.patience());
        client.onUpdate(states::on);
        TdSession session = new TdSession(client, states, log, settings.filesDir(), TdRequest.of(""));
        try {
            session.start(TdParameters.of(settings, key), settings);
            if (!AuthorizationStates.isScanExpected(session.state)) {
                return session;
            }
            // The QR code is useless now, and TDLib does not accept a number instead.
            session.discardLogin();
            session.close();
            return open(tdJson, receiver, log, settings, connectivity);
        } catch (TdError e) {
            session.close();
            if (TdAbort.isOfStorage(e.text())) {
                throw new Local("TDLib cannot write its files in " + settings.sessionDir() + ": " + e.text()
                        + ". Check the free space and the disk, then run again.");
            }
            throw TdFailures.of(e, "Opening the session");
        } catch (TelegramFailure | InterruptedException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void start(ObjectNode parameters, SessionSettings settings)
            throws TelegramFailure, TdError, InterruptedException {
        // First, so that no packet bypasses the proxy. TDLib answers after the parameters.
        ObjectNode proxy = TdParameters.proxy(settings.proxy());
        CompletableFuture<JsonNode> proxyAccepted = client.send(proxy);
        TdParameters.options().forEach(client::tell);
        state = nextState();
        client.call(parameters);
        requireProxy(proxy, proxyAccepted);
        state = nextState();
    }

    /** Without the proxy, TDLib would connect to Telegram directly. */
    private void requireProxy(ObjectNode proxy, CompletableFuture<JsonNode> taken) throws InterruptedException {
        try {
            client.await(proxy, taken);
        } catch (TdError e) {
            throw new IllegalStateException("TDLib does not accept this proxy: " + e.text(), e);
        }
    }

    private JsonNode nextState() throws TelegramFailure, InterruptedException {
        return states.next(OPENING)
                .orElseThrow(() -> new Transient("TDLib did not start within " + OPENING.toSeconds() + " s"));
    }

    /** Whether the account is logged in, as far as this machine knows. */
    public boolean loggedIn() {
        return AuthorizationStates.type(state).equals("authorizationStateReady");
    }

    /**
     * Whether Telegram has ended the login of this session. Asks Telegram if the session seems to be logged in. Blocks.
     * If Telegram has ended it, the session is no longer usable: TDLib has deleted its database, or deletes it at the
     * next opening.
     */
    public boolean endedByTelegram() throws TelegramFailure, InterruptedException {
        if (!loggedIn()) {
            return states.isLeaving() && closedOrNot();
        }
        TdConnection connection = connection();
        try {
            // A cheap request that only Telegram answers, and only to logged-in clients.
            client.call(TdRequest.of("getAccountTtl"));
            return false;
        } catch (TdError e) {
            TelegramFailure failure = connection.failure(e, "Asking Telegram whether the login still holds");
            return switch (failure.kind()) {
                case LOGIN_NEEDED -> closedOrNot();
                case UNREACHABLE, FLOOD_WAIT -> throw failure;
                default -> {
                    if (e.code() == 0) {
                        throw failure;
                    }
                    // Telegram's answer, which only logged-in clients receive.
                    yield false;
                }
            };
        }
    }

    private boolean closedOrNot() {
        boolean unused = states.awaitClosed(CLOSING);
        return true;
    }

    /** Logs in through {@code dialogue}. Blocks until the user has answered. */
    public void login(LoginDialogue dialogue, boolean qr) throws TelegramFailure, LoginAborted, InterruptedException {
        new LoginFlow(client, states, dialogue, qr).run(state);
        state = TdRequest.of("authorizationStateReady");
    }

    /**
     * Whether a login was started and not completed, perhaps by an earlier process: TDLib remembers it for up to a day.
     */
    public boolean loginStarted() {
        return AuthorizationStates.isLoginStarted(state);
    }

    /**
     * Destroys the session's database with an incomplete login, which is not a session for Telegram. Blocks; needs no
     * network. The session is then closed.
     */
    public void discardLogin() throws TelegramFailure, InterruptedException {
        states.endHere();
        try {
            client.call(TdRequest.of("destroy"));
        } catch (TdError e) {
            throw TdFailures.of(e, "Discarding the login");
        }
        if (!states.awaitClosed(CLOSING)) {
            throw new Transient("TDLib did not discard the login within " + CLOSING.toSeconds() + " s");
        }
    }

    /** Ends the login on Telegram's side and destroys the session's database. Blocks; needs the network. */
    public void logout() throws TelegramFailure, InterruptedException {
        TdConnection connection = connection();
        try {
            // Without a connection, TDLib would only forget the login locally. If Telegram has ended the login, that is
            // all there is to do, and no connection comes.
            client.link().awaitUp(states::isLeaving);
            states.endHere();
            client.call(TdRequest.of("logOut"));
        } catch (TdError e) {
            // Telegram may have ended the login at the same time.
            if (!states.isLeaving()) {
                throw connection.failure(e, "Logging out");
            }
        }
        if (!states.awaitClosed(CLOSING)) {
            throw new Transient("Telegram did not confirm the logout within " + CLOSING.toSeconds()
                    + " s; check under Settings, Devices in a Telegram app");
        }
    }

    /** The logged-in account. Needs no network. */
    public Account account() throws TelegramFailure, InterruptedException {
        TdConnection connection = connection();
        try {
            JsonNode me = client.call(TdRequest.of("getMe"));
            String name = SingleLine.of(
                    me.path("first_name").asText() + " " + me.path("last_name").asText());
            return new Account(
                    me.path("id").longValue(),
                    name,
                    me.path("usernames").path("active_usernames").path(0).asText());
        } catch (TdError e) {
            throw connection.failure(e, "Asking who is logged in");
        }
    }

    /** Finds channels. Needs a login. */
    public ChannelFinder channels() throws TelegramFailure, InterruptedException {
        return new TdChannels(connection(), account());
    }

    /** Reads comments. Needs a login. */
    public DiscussionSource discussions() throws TelegramFailure, InterruptedException {
        return new TdDiscussions(connection(), new TdChannels(connection(), account()));
    }

    /** Reads histories. Needs a login. */
    public HistorySource history() throws TelegramFailure {
        return new TdHistory(connection());
    }

    /** Finds single posts. Posts that the session knows already may be outdated. Needs a login. */
    public PostFinder posts() throws TelegramFailure {
        return new TdSessionPosts(connection());
    }

    /** Asks for more of posts. Needs a login. */
    public ContentSource contents() throws TelegramFailure {
        return new TdContents(connection());
    }

    /** Downloads files. Needs a login; call once. */
    public MediaSource media() throws TelegramFailure {
        return new TdMedia(connection(), log, filesDir, Time.SYSTEM::nanoTime);
    }

    /** The session's client, logged in or not. */
    public TdClient client() {
        return client;
    }

    public TdConnection connection() throws LoginNeeded {
        requireLogin();
        return new TdConnection(client, states, catchUp);
    }

    private void requireLogin() throws LoginNeeded {
        if (!loggedIn()) {
            throw new LoginNeeded("Not logged in yet; " + TdFailures.LOGIN_COMMAND);
        }
    }

    /** Asks TDLib to close, for callers that close several sessions together. Does not wait. Idempotent. */
    public void startClose() {
        states.endHere();
        client.tell(TdRequest.of("close"));
    }

    /** Closes TDLib and waits until its databases are on the disk. Idempotent; never throws. */
    @Override
    public void close() {
        startClose();
        if (!states.awaitClosed(CLOSING)) {
            LOG.warn("TDLib did not close within {} s", CLOSING.toSeconds());
        }
        client.detach();
    }

    /** Whether TDLib has closed properly and no longer touches its files. Does not wait. */
    public boolean isClosed() {
        return states.isClosed();
    }
}
