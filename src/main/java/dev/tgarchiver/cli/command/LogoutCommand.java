package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.account.LogoutResult;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.TelegramFailure;
import picocli.CommandLine.Command;

@Command(
        name = "logout",
        description = {"End the login at Telegram and delete it here. The archive stays as it is.", ""})
public final class LogoutCommand extends Subcommand {

    @Override
    public ExitCode run(Console console, Configuration configuration)
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, InterruptedException {
        LogoutResult logout = archiver(console, configuration).logout();
        console.info(
                switch (logout.kind()) {
                    case LOGGED_OUT -> "Logged out " + logout.account() + ". The archive is untouched.";
                    case ENDED_BEFORE ->
                        "Telegram had already ended this login; deleted it here, too. The archive is untouched.";
                    case NOT_COMPLETED -> "Discarded a login that was not completed. The archive is untouched.";
                    case NOT_LOGGED_IN -> "Not logged in; nothing to do.";
                });
        return ExitCode.DONE;
    }
}
