package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.crypto.ServerKey;
import dev.tgarchiver.localtelegram.world.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** mtcute on Node.js. Its session is made with the first download, which therefore should not count. */
final class Mtcute implements Contender {

    private static final String NAME = "mtcute";
    private static final int FILES_AT_ONCE = 5;
    private static final int CONNECTIONS = 8;

    private final Peer peer;
    private final Path program;
    private final TelegramServer telegram;
    private final Path key;
    private final Path session;

    private Mtcute(Path folder, Path program, TelegramServer telegram) throws IOException {
        this.peer = new Peer(NAME, folder);
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
    static Mtcute login(Path folder, Path program, TelegramServer telegram, Channel channel)
            throws IOException, InterruptedException {
        Mtcute mtcute = new Mtcute(folder, program, telegram);
        mtcute.peer.run(files -> mtcute.command(files, channel, 0));
        return mtcute;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String settings() {
        return "@mtcute/node, " + FILES_AT_ONCE + " files at once, connectionCount " + CONNECTIONS
                + ", its own 3 requests per connection";
    }

    @Override
    public Duration download(Channel channel, long bytes) throws IOException, InterruptedException {
        int posts = channel.history().ids().size();
        return peer.download(files -> command(files, channel, posts), bytes);
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
