package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A first walk over long channels with 5 workers: posts per second, memory of the whole process, and what the tracker
 * and TDLib's database take on disk. Every thousandth post has a small file, so that all lanes are open and at work.
 */
final class WalkBench {

    private static final int FILE_EVERY = 1000;
    private static final int WORKERS = 5;

    private WalkBench() {}

    /** Arguments: a folder to work in, the built distribution, and one or more lengths in posts. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int[] lengths =
                Arrays.stream(arguments).skip(2).mapToInt(Integer::parseInt).toArray();
        System.out.printf(
                Locale.ROOT,
                "%9s %8s %8s %9s   %-29s %13s %13s%n",
                "posts",
                "seconds",
                "posts/s",
                "peak MB",
                "MB at 10, 50 and 90 %",
                "tracker B/post",
                "TDLib B/post");
        for (int length : lengths) {
            measure(Path.of(arguments[0]), new Distribution(Path.of(arguments[1])), length);
        }
    }

    /** What a first walk took. */
    record Walk(int posts, double seconds, Memory memory, long trackerBytes, long tdlibBytes) {}

    private static void measure(Path folder, Distribution distribution, int posts)
            throws IOException, InterruptedException {
        Walk walk = walk(folder, distribution, posts);
        Memory memory = walk.memory();
        System.out.printf(
                Locale.ROOT,
                "%9d %8.1f %8.0f %9d   %-29s %13d %13d%n",
                posts,
                walk.seconds(),
                posts / walk.seconds(),
                megabytes(memory.peak()),
                megabytes(memory.tenth(1)) + "  " + megabytes(memory.tenth(5)) + "  " + megabytes(memory.tenth(9)),
                walk.trackerBytes() / posts,
                walk.tdlibBytes() / posts);
    }

    /** Walks over a fresh channel of so many posts. */
    static Walk walk(Path folder, Distribution distribution, int posts) throws IOException, InterruptedException {
        try (TelegramServer telegram = TelegramServer.start()) {
            telegram.world().user(Installation.PHONE).code(Installation.CODE).unlimited();
            Channel channel =
                    telegram.world().channel("Walk").username("bench_walk").posts(posts, id -> post(id));
            try (Trial run = Trial.in(folder, distribution, telegram)) {
                run.archiver().login();
                Memory memory = new Memory();
                double seconds = run.download(channel, WORKERS, memory).toMillis() / 1000.0;
                return new Walk(posts, seconds, memory, run.size("data/tracker"), run.size("data/session"));
            }
        }
    }

    private static PostDraft post(int id) {
        if (id % FILE_EVERY == 0) {
            return PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(20_000)));
        }
        return PostDraft.text("What was said in post " + id + ".");
    }

    private static long megabytes(long bytes) {
        return bytes / 1_000_000;
    }
}
