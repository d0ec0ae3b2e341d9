package dev.tgarchiver.app.account;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.account.LogoutResult.Kind;
import dev.tgarchiver.app.open.OpenArchive;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tdlib.TdSession;
import dev.tgarchiver.telegram.TelegramFailure;

/** Ends the login at Telegram and deletes it here. */
public final class LogoutUseCase {

    private static final String COMMAND = "logout";

    private final Environment environment;

    /** Logs out for the archive of this environment. */
    public LogoutUseCase(Environment environment) {
        this.environment = environment;
    }

    /** Logs out, if there is a login. Blocks. */
    public LogoutResult run()
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, InterruptedException {
        try (OpenArchive live = OpenArchive.open(environment, COMMAND)) {
            if (live.session().loginStarted()) {
                live.session().discardLogin();
                live.lanes().discard();
                return new LogoutResult(Kind.NOT_COMPLETED, "");
            }
            if (!live.session().loggedIn()) {
                return new LogoutResult(Kind.NOT_LOGGED_IN, "");
            }
            LogoutResult result = end(live.session());
            live.lanes().discard();
            return result;
        }
    }

    private static LogoutResult end(TdSession session) throws TelegramFailure, InterruptedException {
        try {
            String account = session.account().label();
            session.logout();
            return new LogoutResult(Kind.LOGGED_OUT, account);
        } catch (TelegramFailure.LoginNeeded e) {
            return new LogoutResult(Kind.ENDED_BEFORE, "");
        }
    }
}
