package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.LocalTelegram;
import dev.tgarchiver.localtelegram.PatchedTdlib;
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
record Workshop(Path folder, Path results, Path distribution, Path mtcute, Path telethon) {

    /** The TDLib that talks to the local server only. */
    Path library() throws IOException {
        Path original = distribution.resolve("lib/native").resolve(System.mapLibraryName("tdjson"));
        return PatchedTdlib.patch(original, folder.resolve("tdlib").resolve(original.getFileName()));
    }

    /** A fresh installation of the program. */
    BenchRun installation(LocalTelegram telegram) throws IOException {
        return BenchRun.in(folder, distribution, telegram);
    }

    /** A server that knows the user of all rows. */
    static LocalTelegram server() throws IOException {
        LocalTelegram telegram = LocalTelegram.start();
        telegram.world().user(BenchRun.PHONE).code(BenchRun.CODE).unlimited();
        return telegram;
    }
}
