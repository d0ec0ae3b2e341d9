package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.Installation;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where the rows work.
 *
 * @param folder for files that go in the end
 * @param results for what stays: {@code bench.json}, {@code growth.svg}
 * @param distribution the built program
 * @param mtcute the folder with mtcute's program and packages
 * @param telethon the folder with Telethon's
 */
record Workshop(Path folder, Path results, Distribution distribution, Path mtcute, Path telethon) {

    /** The TDLib that talks to the local server only. */
    Path library() throws IOException {
        return distribution.patchedLibrary();
    }

    /** A trial of the program, newly installed. */
    Trial trial(TelegramServer telegram) throws IOException {
        return Trial.in(folder, distribution, telegram);
    }

    /** A server that knows the user of all rows. */
    static TelegramServer server() throws IOException {
        TelegramServer telegram = TelegramServer.start();
        telegram.world().user(Installation.PHONE).code(Installation.CODE).unlimited();
        return telegram;
    }
}
