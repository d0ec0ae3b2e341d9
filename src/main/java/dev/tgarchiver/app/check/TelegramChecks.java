package dev.tgarchiver.app.check;

import dev.tgarchiver.app.CompletionStatus;
import dev.tgarchiver.app.Shutdown;
import dev.tgarchiver.app.open.AccountSettings;
import dev.tgarchiver.app.open.ConnectionNotice;
import dev.tgarchiver.app.open.OpenArchive;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock;
import dev.tgarchiver.storage.local.ArchiveLock.Truce;
import dev.tgarchiver.storage.local.FileTree;
import dev.tgarchiver.tdlib.Connectivity;
import dev.tgarchiver.tdlib.SessionSettings;
import dev.tgarchiver.tdlib.binding.TdAbort;
import dev.tgarchiver.tdlib.binding.TdJson;
import dev.tgarchiver.tdlib.binding.TdLog;
import dev.tgarchiver.tdlib.binding.TdReceiver;
import dev.tgarchiver.tdlib.lane.TdProbe;
import dev.tgarchiver.telegram.TelegramFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the connection to Telegram, its time, the login and the download speed. Does not touch the account's session:
 * it uses a copy in the system's folder for temporary files, and removes it afterwards. For one thread.
 */
final class TelegramChecks {

    private static final String LOGIN = "login";
    private static final String SPEED = "speed";

    private static final String LOG_IN = "archiver login";
    private static final String NO_LOGIN = "there is no login to measure with";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    private final Findings findings;
    private final Shutdown shutdown;
    private final ConnectionChecks connection;

    /** Every client so far closed in order. */
    private boolean closed = true;

    TelegramChecks(Findings findings, Shutdown shutdown) {
        this.findings = findings;
        this.shutdown = shutdown;
        connection = new ConnectionChecks(findings);
    }

    /** Nothing that needs Telegram is checked. */
    void skip(Optional<Configuration> configuration, String why) {
        skip(List.of(ConnectionChecks.PROXY, ConnectionChecks.CONNECTION, ConnectionChecks.CLOCK), why);
        skipLogin(configuration, why);
    }

    private void skip(List<String> checks, String why) {
        checks.forEach(check -> findings.skipped(check, why));
    }

    /** A missing login is known without Telegram. */
    private void skipLogin(Optional<Configuration> configuration, String why) {
        Optional<Path> session =
                configuration.map(settings -> settings.telegram().sessionDir());
        if (session.isPresent() && !TdProbe.isSession(session.get())) {
            notLoggedIn();
        } else {
            skip(List.of(LOGIN, SPEED), why);
        }
    }

    private void notLoggedIn() {
        findings.problem(LOGIN, "not logged in", LOG_IN, CompletionStatus.LOGIN_NEEDED);
        findings.skipped(SPEED, NO_LOGIN);
    }

    /** Runs all checks. The credentials must be set. */
    void run(Configuration configuration, TdJson tdJson) throws InterruptedException {
        Duration limit = configuration
                .telegram()
                .connectTimeout()
                .filter(timeout -> !timeout.isZero())
                .orElse(CONNECT_TIMEOUT);
        SessionSettings settings;
        Path folder;
        try {
            settings = AccountSettings.of(configuration).waiting(limit);
            folder = Files.createTempDirectory("archiver-doctor-");
        } catch (ConfigException e) {
            findings.problem(ConnectionChecks.CONNECTION, e);
            return;
        } catch (IOException e) {
            findings.problem(
                    ConnectionChecks.CONNECTION,
                    "cannot create a temporary folder: " + e.getMessage(),
                    "free some space in the system's folder for temporary files, or set TMPDIR to another one",
                    CompletionStatus.STORAGE);
            return;
        }
        if (settings.proxy().isPresent() && !connection.answers(settings.proxy().get())) {
            skip(List.of(ConnectionChecks.CONNECTION, ConnectionChecks.CLOCK), "the proxy does not answer");
            skipLogin(Optional.of(configuration), "the proxy does not answer");
            remove(folder);
            return;
        }
        shutdown.start();
        shutdown.beforeLeaving(() -> remove(folder));
        shutdown.allowExitHandlers(false);
        Path logFile = folder.resolve("tdlib.log");
        tdJson.onAbort(message -> OpenArchive.abandon(shutdown, TdAbort.of(message, folder, logFile)));
        TdLog log = new TdLog(logFile);
        log.open(tdJson);
        try (TdReceiver receiver = new TdReceiver(tdJson);
                Connectivity connectivity = Connectivity.watched(
                        limit, ConnectionNotice.way(configuration.telegram().proxy()), new Silent())) {
            Clients clients = new Clients(tdJson, receiver, log, connectivity, limit);
            ask(configuration, settings, clients, folder);
        } finally {
            remove(folder);
            if (closed) {
                shutdown.allowExitHandlers(true);
            }
            shutdown.end();
        }
    }

    /** The parameters of every client. */
    private record Clients(TdJson tdJson, TdReceiver receiver, TdLog log, Connectivity connectivity, Duration limit) {
        TdProbe open(SessionSettings settings, Path folder) throws TelegramFailure, InterruptedException {
            return TdProbe.open(tdJson, receiver, log, settings.in(folder, folder.resolve("files")), connectivity);
        }
    }

    /** Prints nothing: each finding is printed when it is known. */
    private static final class Silent implements Connectivity.Listener {
        @Override
        public void lost(Duration since) {
            // The check that waits for it reports it.
        }

        @Override
        public void back() {
            // This is reported there, too.
        }
    }

    private void ask(Configuration configuration, SessionSettings settings, Clients clients, Path folder)
            throws InterruptedException {
        if (!isReachable(settings, clients, folder)) {
            skip(List.of(ConnectionChecks.CLOCK), "Telegram is not reachable");
            skipLogin(Optional.of(configuration), "Telegram is not reachable");
            return;
        }
        Optional<Path> copy = copy(configuration, folder);
        if (copy.isPresent()) {
            account(configuration, settings, clients, copy.get());
        }
    }

    /** Checks whether Telegram answers a client without a login. */
    private boolean isReachable(SessionSettings settings, Clients clients, Path folder) throws InterruptedException {
        TdProbe stranger = null;
        try {
            stranger = clients.open(settings, folder.resolve("stranger"));
            return connection.reach(stranger, settings.proxy(), clients.limit());
        } catch (TelegramFailure e) {
            findings.problem(ConnectionChecks.CONNECTION, e);
            return false;
        } finally {
            close(stranger);
        }
    }

    private void account(Configuration configuration, SessionSettings settings, Clients clients, Path copy)
            throws InterruptedException {
        TdProbe account = null;
        try {
            account = clients.open(settings, copy);
            if (isLoggedIn(account)) {
                new SpeedCheck(findings, SPEED).run(configuration, account);
            } else {
                findings.skipped(SPEED, NO_LOGIN);
            }
        } catch (TelegramFailure e) {
            findings.problem(LOGIN, e);
            findings.skipped(SPEED, NO_LOGIN);
        } finally {
            close(account);
        }
    }

    private void close(@Nullable TdProbe client) {
        if (client != null) {
            client.close();
            closed &= client.isClosed();
        }
    }

    /** A copy of the session; empty when there is none to use, which is then reported. */
    private Optional<Path> copy(Configuration configuration, Path folder) {
        Path session = configuration.telegram().sessionDir();
        if (!TdProbe.isSession(session)) {
            notLoggedIn();
            return Optional.empty();
        }
        try {
            Truce truce = ArchiveLock.truce(configuration.dataDir());
            try {
                return Optional.of(TdProbe.copy(session, folder.resolve("copies")));
            } finally {
                truce.close();
            }
        } catch (ArchiveHeld e) {
            skip(List.of(LOGIN, SPEED), String.valueOf(e.getMessage()));
        } catch (StorageFailure | TelegramFailure e) {
            findings.problem(LOGIN, e);
            findings.skipped(SPEED, NO_LOGIN);
        }
        return Optional.empty();
    }

    private boolean isLoggedIn(TdProbe account) throws TelegramFailure, InterruptedException {
        if (!account.loggedIn()) {
            String state =
                    account.session().loginStarted() ? "the login was started but not completed" : "not logged in";
            findings.problem(LOGIN, state, LOG_IN, CompletionStatus.LOGIN_NEEDED);
            return false;
        }
        String who = account.session().account().label();
        if (account.session().endedByTelegram()) {
            findings.problem(LOGIN, "Telegram has ended the login of " + who, LOG_IN, CompletionStatus.LOGIN_NEEDED);
            return false;
        }
        findings.ok(LOGIN, who + (account.isPremium() ? ", Premium" : ", without Premium"));
        return true;
    }

    private static void remove(Path folder) {
        FileTree.removeQuietly(folder);
    }
}
