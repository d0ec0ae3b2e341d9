package dev.tgarchiver.program;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A login that is made once in each process: the session's folder, and the keys by which a server knows it. */
final class LoginTemplate {

    private static @Nullable LoginTemplate instance;

    private final Path session;
    private final Path keys;
    private final long userId;

    private LoginTemplate(Path session, Path keys, long userId) {
        this.session = session;
        this.keys = keys;
        this.userId = userId;
    }

    /** Logs in when it is asked for first. */
    static synchronized LoginTemplate ofThisProcess() throws IOException {
        if (instance == null) {
            instance = make(Files.createTempDirectory("login"));
        }
        return instance;
    }

    private static LoginTemplate make(Path folder) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
        Path keys = folder.resolve("keys");
        try (TelegramServer server = TelegramServer.start().keepKeysIn(keys)) {
            User user =
                    server.world().user(Installation.PHONE).named("Alice", "").code(Installation.CODE);
            Installation archiver = Installation.in(folder.resolve("program"), server);
            archiver.login();
            return new LoginTemplate(archiver.data().resolve("session"), keys, user.id());
        }
    }

    private static void remove(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Logs an installation in at its server. */
    void giveTo(Installation archiver, TelegramServer server) throws IOException {
        User user = server.world().findUserByPhone(Installation.PHONE);
        if (user == null || user.id() != userId) {
            throw new IllegalStateException(
                    "The first user of the world must be " + Installation.PHONE + ", not " + user);
        }
        server.takeKeysFrom(keys);
        Folders.copy(session, archiver.data().resolve("session"));
    }
}
