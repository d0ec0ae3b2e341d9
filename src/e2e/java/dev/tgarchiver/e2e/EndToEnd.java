package dev.tgarchiver.e2e;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.junit.LocalTelegram;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.program.Installation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What an end-to-end test starts with: a server with one user, and the program in a folder that leads to it. */
@LocalTelegram
abstract class EndToEnd {

    /** Stays when the test fails, with the program's log and outputs. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    TelegramServer telegram;

    /** Has {@link Installation#PHONE}; is not logged in yet. */
    User user;

    Installation archiver;

    @BeforeEach
    final void install(TelegramServer server) throws IOException {
        telegram = server;
        user = telegram.world().user(Installation.PHONE).named("Alice", "").code(Installation.CODE);
        archiver = Installation.in(folder, telegram);
    }
}
