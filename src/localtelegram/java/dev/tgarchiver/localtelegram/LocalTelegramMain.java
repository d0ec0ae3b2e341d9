package dev.tgarchiver.localtelegram;

import dev.tgarchiver.localtelegram.world.Post;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
            writeList(demo.files().stream().map(DemoWorld::line).toList(), options.sha256());
            EverythingChannel everything = options.everything() == null ? null : EverythingChannel.in(telegram.world());
            if (everything != null) {
                writeList(everything.lines(), options.everything());
            }
            System.out.println(instructions(telegram, demo, library));
            System.out.println("ready: listening on 127.0.0.1:" + telegram.port());
            obey(everything);
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

    private static void writeList(List<String> lines, @Nullable Path file) throws IOException {
        if (file != null) {
            Path target = file.toAbsolutePath();
            Files.createDirectories(target.getParent());
            Files.write(target, lines);
        }
    }

    /** Until the end of the input. Only one word means anything. */
    private static void obey(@Nullable EverythingChannel everything) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (everything != null && line.strip().equals("change")) {
                everything.change();
                System.out.println("changed");
            }
        }
    }
}
