package dev.tgarchiver.cli;

import dev.tgarchiver.app.open.OpenArchive;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ArchiveLock.ArchiveHeld;
import dev.tgarchiver.telegram.TelegramFailure;
import picocli.CommandLine.Command;

@Command(
        name = "logout",
        description = {"End the login at Telegram and delete it here. The archive stays as it is.", ""})
final class LogoutCommand extends Subcommand {

    @Override
    ExitCode run(Console console, Configuration configuration)
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, InterruptedException {
        try (OpenArchive live = OpenArchive.open(environment(console, configuration), "logout")) {
            if (live.session().loginStarted()) {
                live.session().discardLogin();
                live.lanes().discard();
                console.info("Discarded a login that was not completed. The archive is untouched.");
                return ExitCode.DONE;
            }
            if (!live.session().loggedIn()) {
                console.info("Not logged in; nothing to do.");
                return ExitCode.DONE;
            }
            try {
                String account = live.session().account().label();
                live.session().logout();
                console.info("Logged out " + account + ". The archive is untouched.");
            } catch (TelegramFailure.LoginNeeded e) {
                console.info("Telegram had already ended this login; deleted it here, too. The archive is untouched.");
            }
            live.lanes().discard();
            return ExitCode.DONE;
        }
    }
}
