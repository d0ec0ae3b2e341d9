package dev.tgarchiver.cli.command;

import dev.tgarchiver.app.account.LoginResult;
import dev.tgarchiver.cli.process.ExitCode;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.console.terminal.Console;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
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
public final class LoginCommand extends Subcommand {

    @Option(names = "--qr", description = "Log in by scanning a QR code with a Telegram app that is logged in.")
    private boolean qr;

    @Option(names = "--phone", paramLabel = "NUMBER", description = "Phone number, in international form.")
    private @Nullable String phone;

    @Override
    public ExitCode run(Console console, Configuration configuration)
            throws ConfigException, TelegramFailure, LoginAborted, ArchiveHeld, StorageFailure, InterruptedException {
        ConsoleLogin prompt = new ConsoleLogin(console, Optional.ofNullable(phone), System.getenv(), interrupts());
        LoginResult login = archiver(console, configuration).login(prompt, qr);
        if (!login.isNew()) {
            console.info(
                    "Already logged in as " + login.account() + ". To use another account, first run: archiver logout");
            return ExitCode.DONE;
        }
        console.info("Logged in as " + login.account() + ".");
        console.info(
                configuration.channels().isEmpty()
                        ? "Next: " + with("chats", List.of()) + " lists your channels, "
                                + with("download", List.of("@name")) + " archives one."
                        : "Next: " + with("download", List.of()));
        return ExitCode.DONE;
    }
}
