package dev.tgarchiver.e2e;

import dev.tgarchiver.localtelegram.LocalTelegram;
import dev.tgarchiver.localtelegram.world.User;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What an end-to-end test begins with: a server with one user, and a folder with a configuration that leads to it. */
abstract class EndToEnd {

    @TempDir
    Path folder;

    LocalTelegram telegram;

    /** Has {@link Workplace#PHONE}; is not logged in yet. */
    User user;

    Workplace workplace;

    @BeforeEach
    final void startTelegram() throws IOException {
        telegram = LocalTelegram.start();
        user = telegram.world().user(Workplace.PHONE).named("Alice", "").code(Workplace.CODE);
        workplace = new Workplace(folder, telegram);
    }

    @AfterEach
    final void stopTelegram() throws IOException {
        telegram.close();
    }
}
