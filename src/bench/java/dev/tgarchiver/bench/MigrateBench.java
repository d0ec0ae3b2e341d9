package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.OlderTracker;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;

/**
 * The first command on the tracker of an older archiver, which brings it up to date: how long it takes, the memory of the
 * process, and the disk space beyond the tracker's own.
 */
final class MigrateBench {

    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofMillis(500);

    private MigrateBench() {}

    /** Arguments: a folder to work in, the built distribution, how many posts, and how many rounds. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int posts = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        Path older = folder.resolve("older.db");
        OlderTracker.make(older, posts);
        System.out.printf(
                Locale.ROOT, "a tracker of schema %d, %d posts, %d MB%n", OlderTracker.VERSION, posts, mega(older));
        double[] seconds = new double[rounds];
        double[] memory = new double[rounds];
        double[] disk = new double[rounds];
        try (TelegramServer telegram = TelegramServer.start()) {
            for (int round = 0; round < rounds; round++) {
                try (Trial trial = Trial.in(folder, new Distribution(Path.of(arguments[1])), telegram)) {
                    Path tracker = trial.archiver().tracker();
                    Files.createDirectories(tracker.toAbsolutePath().getParent());
                    Files.copy(older, tracker, StandardCopyOption.REPLACE_EXISTING);
                    Memory used = new Memory();
                    long most = 0;
                    long started = System.nanoTime();
                    ProgramRun run = trial.archiver().start("retry");
                    while (!run.hasEndedWithin(Duration.ZERO)) {
                        used.watch(run, STEP);
                        most = Math.max(most, OlderTracker.size(tracker));
                    }
                    seconds[round] = (System.nanoTime() - started) / 1e9;
                    run.await(PATIENCE).successful();
                    memory[round] = used.peak() / 1e6;
                    disk[round] = (most - Files.size(older)) / 1e6;
                    verify(tracker, posts);
                    System.out.printf(
                            Locale.ROOT,
                            "%.1f s, %.0f MB of memory, %.0f MB of disk, all rows kept%n",
                            seconds[round],
                            memory[round],
                            disk[round]);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%nbench migrate: %d posts in %s s, %s MB of memory, %s MB of disk%n",
                posts,
                new Figures(seconds),
                new Figures(memory),
                new Figures(disk));
    }

    private static void verify(Path tracker, int posts) throws TrackerFailure {
        try (TrackerReader reader = SqliteTracker.openReadOnly(tracker)) {
            long kept = reader.stats().total().posts();
            long files = reader.stats().total().files().files();
            if (kept != posts || files != posts / OlderTracker.FILE_EVERY) {
                throw new IllegalStateException("The tracker has " + kept + " posts and " + files + " files");
            }
        }
    }

    private static long mega(Path file) throws IOException {
        return Files.size(file) / 1_000_000;
    }
}
