package dev.tgarchiver.app.account;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.open.OpenArchive;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.LoginDialogue.LoginAborted;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.Optional;

/** Logs in to Telegram. */
public final class LoginUseCase {

    private static final String COMMAND = "login";

    /** A login that was ended may still exist once more, when TDLib could not remove it in time. */
    private static final int MOST_ENDED_LOGINS = 2;

    private final Environment environment;

    /** Logs in for the archive of this environment. */
    public LoginUseCase(Environment environment) {
        this.environment = environment;
    }

    /**
     * Logs in, unless a login exists. Blocks until the person has answered everything.
     *
     * @param qr whether an app that is logged in scans a code
     */
    public LoginResult run(LoginPrompt prompt, boolean qr)
            throws ConfigException, TelegramFailure, LoginAborted, ArchiveHeld, StorageFailure, InterruptedException {
        Optional<LoginResult> end = attempt(prompt, qr);
        for (int again = 0; end.isEmpty() && again < MOST_ENDED_LOGINS; again++) {
            end = attempt(prompt, qr);
        }
        return end.orElseThrow(() ->
                new TelegramFailure.LoginNeeded("Telegram has ended this login, but TDLib keeps it. Remove the folder "
                        + environment.configuration().telegram().sessionDir() + ", then run: archiver login"));
    }

    /** Empty when it has to restart, with a fresh session. */
    private Optional<LoginResult> attempt(LoginPrompt prompt, boolean qr)
            throws ConfigException, TelegramFailure, LoginAborted, ArchiveHeld, StorageFailure, InterruptedException {
        try (OpenArchive live = OpenArchive.open(environment, COMMAND)) {
            // This thread may wait for the person's input, which only the front end can end.
            environment.shutdown().beforeLeaving(prompt::restoreInput);
            Thread asking = Thread.currentThread();
            environment.shutdown().stopBy("Stopping.", () -> {
                asking.interrupt();
                live.end();
                prompt.restoreInput();
                prompt.leave();
            });
            if (live.session().endedByTelegram()) {
                prompt.tell("Telegram has ended the previous login. Logging in again.");
                live.lanes().discard();
                return Optional.empty();
            }
            if (live.session().loggedIn()) {
                return Optional.of(new LoginResult(live.session().account().label(), false));
            }
            live.session().login(prompt, qr);
            // The remains of an earlier login.
            live.lanes().discard();
            return Optional.of(new LoginResult(live.session().account().label(), true));
        }
    }
}
