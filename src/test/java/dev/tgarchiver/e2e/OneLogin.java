package dev.tgarchiver.e2e;

import dev.tgarchiver.localtelegram.LocalTelegram;
import dev.tgarchiver.localtelegram.world.User;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One server and one login for many tests; each has a folder with a copy of the session, and a channel name of its own. */
abstract class OneLogin {

    @TempDir
    static Path home;

    static LocalTelegram telegram;
    static User user;

    private static Workplace login;
    private static int tests;

    @TempDir
    Path folder;

    Workplace workplace;

    /** For the channel of this test. */
    String name = "";

    @BeforeAll
    static void logIn() throws IOException {
        telegram = LocalTelegram.start();
        user = telegram.world().user(Workplace.PHONE).named("Alice", "").code(Workplace.CODE);
        login = new Workplace(home, telegram);
        login.login();
    }

    @AfterAll
    static void stopTelegram() throws IOException {
        telegram.close();
    }

    @BeforeEach
    final void takeOverTheLogin() throws IOException {
        workplace = new Workplace(folder, telegram).loggedInAs(login);
        tests++;
        name = "channel" + tests;
    }
}
