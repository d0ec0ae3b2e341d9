package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.LocalTelegram;
import dev.tgarchiver.localtelegram.crypto.ServerKey;
import dev.tgarchiver.localtelegram.world.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** mtcute on Node.js. Its session is made with the first download, which therefore should not count. */
final class Mtcute implements Contender {

    private static final int FILES_AT_ONCE = 5;
    private static final int CONNECTIONS = 8;

    private final Path folder;
    private final Path program;
    private final LocalTelegram telegram;
    private final Path key;
    private final Path session;

    private Mtcute(Path folder, Path program, LocalTelegram telegram) throws IOException {
        this.folder = folder;
        this.program = program;
        this.telegram = telegram;
        this.key = Files.writeString(
                folder.resolve("server-key.pem"), ServerKey.load().publicPem() + "\n");
        this.session = folder.resolve("mtcute.session");
    }

    /**
     * Logs in with a copy that {@code npm ci} has filled.
     *
     * @throws IOException when Node.js is not here or the login fails
     */
    static Mtcute login(Path folder, Path program, LocalTelegram telegram, Channel channel)
            throws IOException, InterruptedException {
        Mtcute mtcute = new Mtcute(folder, program, telegram);
        Path run = Files.createTempDirectory(folder, "mtcute");
        try {
            Child.run(run, mtcute.command(run, channel, 0));
            return mtcute;
        } finally {
            Folders.remove(run);
        }
    }

    @Override
    public String name() {
        return "mtcute";
    }

    @Override
    public String settings() {
        return "@mtcute/node, " + FILES_AT_ONCE + " files at once, connectionCount " + CONNECTIONS
                + ", its own 3 requests per connection";
    }

    @Override
    public Duration download(Channel channel, long bytes) throws IOException, InterruptedException {
        Path run = Files.createTempDirectory(folder, "mtcute");
        try {
            Path files = Files.createDirectory(run.resolve("files"));
            long started = System.nanoTime();
            Child.run(run, command(files, channel, channel.history().ids().size()));
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            if (Folders.size(files) != bytes) {
                throw new IllegalStateException("mtcute brought " + Folders.size(files) + " bytes of " + bytes);
            }
            return took;
        } finally {
            Folders.remove(run);
        }
    }

    private List<String> command(Path files, Channel channel, int posts) {
        return List.of(
                "node",
                program.resolve("download.mjs").toString(),
                Integer.toString(telegram.port()),
                key.toString(),
                session.toString(),
                String.valueOf(channel.username()),
                Integer.toString(posts),
                files.toString(),
                Integer.toString(FILES_AT_ONCE),
                Integer.toString(CONNECTIONS));
    }
}
