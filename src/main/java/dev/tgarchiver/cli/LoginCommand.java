package dev.tgarchiver.cli;

import dev.tgarchiver.app.open.OpenArchive;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock.ArchiveHeld;
import dev.tgarchiver.telegram.LoginDialogue.LoginAborted;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "login",
        description = {
            "Log in to Telegram, once; the login is kept in telegram.session_dir.",
            "",
            "Asks for what Telegram needs; answer back to start again with another number. Without a terminal it "
                    + "reads the answers from standard input, line by line. Phone number, code and password are "
                    + "also taken from ARCHIVER_LOGIN_PHONE, ARCHIVER_LOGIN_CODE and ARCHIVER_LOGIN_PASSWORD.",
            ""
        })
final class LoginCommand extends Subcommand {

    /** A login that was ended may still exist once more, when TDLib could not remove it in time. */
    private static final int MOST_ENDED_LOGINS = 2;

    @Option(names = "--qr", description = "Log in by scanning a QR code with a Telegram app that is logged in.")
    private boolean qr;

    @Option(names = "--phone", paramLabel = "NUMBER", description = "Phone number, in international form.")
    private @Nullable String phone;

    @Override
    ExitCode run(Console console, Configuration configuration)
            throws ConfigException, TelegramFailure, LoginAborted, ArchiveHeld, StorageFailure, InterruptedException {
        ConsoleLogin dialogue = new ConsoleLogin(console, Optional.ofNullable(phone), System.getenv());
        Optional<ExitCode> end = attempt(console, configuration, dialogue);
        for (int again = 0; end.isEmpty() && again < MOST_ENDED_LOGINS; again++) {
            end = attempt(console, configuration, dialogue);
        }
        return end.orElseThrow(() ->
                new TelegramFailure.LoginNeeded("Telegram has ended this login, but TDLib keeps it. Remove the folder "
                        + configuration.telegram().sessionDir() + ", then run: archiver login"));
    }

    /** Empty when it has to restart, with a fresh session. */
    private Optional<ExitCode> attempt(Console console, Configuration configuration, ConsoleLogin dialogue)
            throws ConfigException, TelegramFailure, LoginAborted, ArchiveHeld, StorageFailure, InterruptedException {
        try (OpenArchive live = OpenArchive.open(environment(console, configuration), "login")) {
            // The main thread may wait for the user's input, which only the end of the process can end.
            interrupts().beforeLeaving(console::showTyping);
            Thread asking = Thread.currentThread();
            interrupts().stopBy("Stopping.", () -> {
                asking.interrupt();
                live.end();
                console.showTyping();
                interrupts().exit(ExitCode.INTERRUPTED.code());
            });
            if (live.session().endedByTelegram()) {
                console.info("Telegram has ended the previous login. Logging in again.");
                live.lanes().discard();
                return Optional.empty();
            }
            if (live.session().loggedIn()) {
                console.info("Already logged in as " + live.session().account().label()
                        + ". To use another account, first run: archiver logout");
                return Optional.of(ExitCode.DONE);
            }
            live.session().login(dialogue, qr);
            // The remains of an earlier login.
            live.lanes().discard();
            console.info("Logged in as " + live.session().account().label() + ".");
            console.info(
                    configuration.channels().isEmpty()
                            ? "Next: " + with("chats", List.of()) + " lists your channels, "
                                    + with("download", List.of("@name")) + " archives one."
                            : "Next: " + with("download", List.of()));
            return Optional.of(ExitCode.DONE);
        }
    }
}
