package dev.tgarchiver.localtelegram.it;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.client.TdlibProcess;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.localtelegram.world.World;
import dev.tgarchiver.program.Distribution;
import java.io.IOException;
import java.nio.file.Path;

/** A server, and TDLib beside it in a process of its own. */
final class Scenario implements AutoCloseable {

    static final String PHONE = "+15550001";
    static final String CODE = "12345";

    private final TelegramServer telegram;
    private final Path session;
    private TdlibProcess tdlib;

    private Scenario(TelegramServer telegram, Path session) throws IOException {
        this.telegram = telegram;
        this.session = session;
        this.tdlib = TdlibProcess.start(library(), session, telegram.port());
    }

    /** Starts both; the world is empty and nobody is logged in. */
    static Scenario start(Path session) throws IOException {
        return new Scenario(TelegramServer.start(), session);
    }

    /** Makes the ordinary user and logs them in. */
    User logIn() {
        User user = world().user(PHONE).code(CODE);
        tdlib.logIn(PHONE, CODE);
        return user;
    }

    TelegramServer telegram() {
        return telegram;
    }

    World world() {
        return telegram.world();
    }

    TdlibProcess tdlib() {
        return tdlib;
    }

    /** Ends TDLib at once and starts it again on the same session. */
    void killAndRestartTdlib() throws IOException {
        tdlib.kill();
        tdlib = TdlibProcess.start(library(), session, telegram.port());
    }

    /** Closes TDLib in good order and starts it again on the same session. */
    void closeAndRestartTdlib() throws IOException {
        tdlib.close();
        tdlib = TdlibProcess.start(library(), session, telegram.port());
    }

    @Override
    public void close() throws IOException {
        tdlib.kill();
        telegram.close();
    }

    private static Path library() throws IOException {
        return Distribution.TESTED.patchedLibrary();
    }
}
