package dev.tgarchiver.localtelegram;

import dev.tgarchiver.localtelegram.world.Post;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the local Telegram server alone, for trying the archiver by hand and for the demo script. */
public final class LocalTelegramMain {

    private static final int USAGE_ERROR = 2;

    private LocalTelegramMain() {}

    /** See {@code --help}. */
    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(LocalTelegramOptions.USAGE);
            return;
        }
        try {
            run(LocalTelegramOptions.parse(List.of(arguments)));
        } catch (LocalTelegramOptions.BadUsage e) {
            System.err.println("local-telegram: " + e.getMessage());
            System.err.print(LocalTelegramOptions.USAGE);
            System.exit(USAGE_ERROR);
        }
    }

    private static void run(LocalTelegramOptions options) throws IOException {
        Path library = PatchedTdlib.patch(options.originalTdlib(), options.tdlib());
        try (TelegramServer telegram = TelegramServer.start(options.port())) {
            telegram.conditions()
                    .roundTrip(options.roundTrip())
                    .bandwidth(options.bandwidth())
                    .bandwidthPerConnection(options.bandwidthPerConnection());
            if (options.keys() != null) {
                telegram.keepKeysIn(options.keys());
            }
            DemoWorld demo = DemoWorld.in(telegram.world(), options.channelFiles());
            if (options.premium()) {
                demo.user().premium();
            }
            writeList(demo, options.sha256());
            System.out.println(instructions(telegram, demo, library));
            System.out.println("ready: listening on 127.0.0.1:" + telegram.port());
            waitForEndOfInput();
        }
    }

    private static String instructions(TelegramServer telegram, DemoWorld demo, Path library) {
        long bytes = demo.files().stream().mapToLong(LocalTelegramMain::size).sum();
        return """
                # A local Telegram server with the channel @%s: %d files, %d MB. Its configuration:

                telegram:
                  api_id: 12345
                  api_hash: 0123456789abcdef0123456789abcdef
                  session_dir: ./data/session
                  proxy: %s
                  tdlib_library: %s
                channels: ["@%s"]

                # Log in with the phone number %s and the code %s:
                #   printf '%s\\n' | archiver login --phone %s
                """.formatted(
                        DemoWorld.CHANNEL,
                        demo.files().size(),
                        bytes / 1_000_000,
                        telegram.proxy(),
                        library,
                        DemoWorld.CHANNEL,
                        DemoWorld.PHONE,
                        DemoWorld.CODE,
                        DemoWorld.CODE,
                        DemoWorld.PHONE);
    }

    private static long size(Post post) {
        return post.media() == null ? 0 : post.media().file().size();
    }

    private static void writeList(DemoWorld demo, @Nullable Path file) throws IOException {
        if (file != null) {
            Path target = file.toAbsolutePath();
            Files.createDirectories(target.getParent());
            Files.write(target, demo.files().stream().map(DemoWorld::line).toList());
        }
    }

    private static void waitForEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // Whatever is typed means nothing; only the end counts.
        }
    }
}
