package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.client.TdlibProcess;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.program.Folders;
import dev.tgarchiver.program.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@link RawTdlibMain} with some lanes. */
final class RawTdlib implements Contender {

    private final Path folder;
    private final Path library;
    private final TelegramServer telegram;
    private final Path session;
    private final int lanes;

    RawTdlib(Path folder, Path library, TelegramServer telegram, Path session, int lanes) {
        this.folder = folder;
        this.library = library;
        this.telegram = telegram;
        this.session = session;
        this.lanes = lanes;
    }

    /** Makes a logged-in session that the lanes get copies of. */
    static Path login(Path session, Path library, TelegramServer telegram) {
        try (TdlibProcess tdlib = TdlibProcess.start(library, session, telegram.port(), 0)) {
            tdlib.logIn(Installation.PHONE, Installation.CODE);
        }
        return session;
    }

    @Override
    public String name() {
        return "raw TDLib " + lanes;
    }

    @Override
    public String settings() {
        return lanes + " clients on copies of one session, getMessages and downloadFile, one file at a time each";
    }

    @Override
    public Duration download(Channel channel, long bytes) throws IOException, InterruptedException {
        Path run = Files.createTempDirectory(folder, "raw");
        try {
            long started = System.nanoTime();
            String came = Child.run(
                    run,
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            RawTdlibMain.class.getName(),
                            library.toString(),
                            Integer.toString(telegram.port()),
                            session.toString(),
                            run.toString(),
                            Integer.toString(lanes),
                            String.valueOf(channel.username()),
                            Integer.toString(channel.history().ids().size())));
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            if (!came.equals(Long.toString(bytes))) {
                throw new IllegalStateException("Raw TDLib brought " + came + " bytes of " + bytes);
            }
            return took;
        } finally {
            Folders.empty(run);
        }
    }
}
