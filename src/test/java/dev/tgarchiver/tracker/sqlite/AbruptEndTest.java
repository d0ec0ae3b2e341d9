package dev.tgarchiver.tracker.sqlite;

import static dev.tgarchiver.tracker.Samples.NEWS;
import static dev.tgarchiver.tracker.Samples.NOW;
import static dev.tgarchiver.tracker.Samples.media;
import static dev.tgarchiver.tracker.Samples.stored;
import static dev.tgarchiver.tracker.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.IdRange;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process is gone in the middle of its work: what it was told is recorded is there, and all fits together. */
class AbruptEndTest {

    private static final int PAGE = 10;

    /** Records page after page and does half of the files, and says so after each; until it is killed. */
    static final class Recorder {

        private Recorder() {}

        public static void main(String[] arguments) throws TrackerFailure {
            try (Tracker tracker = SqliteTracker.open(Path.of(arguments[0]))) {
                Samples.remember(tracker, NEWS);
                for (int page = 1; page < 1_000_000; page++) {
                    recordPage(tracker, page);
                    System.out.println(page);
                }
            }
        }
    }

    private static void recordPage(Tracker tracker, int page) throws TrackerFailure {
        List<Post> posts = new ArrayList<>();
        for (int i = 0; i < PAGE; i++) {
            long id = (long) page * PAGE + i;
            posts.add(with(NEWS, id, media("file " + id, id)));
        }
        tracker.recordPage(NEWS, posts, new IdRange(1, page));
        for (PendingFile file : tracker.pending(List.of(NEWS), PAGE / 2, NOW)) {
            Samples.done(tracker, file.id(), stored("path", file.media().size(), page), NOW, "worker_1");
        }
    }

    /** The number of pages in the tracker, after making sure that each is there as a whole. */
    private static long wholePages(Path file) throws TrackerFailure {
        try (Tracker tracker = SqliteTracker.open(file)) {
            assertThat(tracker.integrityCheck()).isEmpty();
            long pages = tracker.channel(NEWS).map(row -> row.walked().newest()).orElse(0L);
            Stats.Totals total = tracker.stats().total();
            assertThat(total.posts()).isEqualTo(pages * PAGE);
            assertThat(total.files().files()).isEqualTo(pages * PAGE);
            return pages;
        }
    }

    @Test
    @Timeout(60)
    void a_killed_process_loses_nothing_that_was_recorded(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tracker.db");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Recorder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long said = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                said = Long.parseLong(line);
                if (said == 25) {
                    // Through its handle, which leaves what it has said to be read.
                    process.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(said).isGreaterThanOrEqualTo(25);
        assertThat(wholePages(file)).isBetween(said, said + 1);
    }

    @Test
    void a_copy_taken_at_any_moment_holds(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tracker.db");
        try (Tracker tracker = SqliteTracker.open(file)) {
            Samples.remember(tracker, NEWS);
            for (int page = 1; page <= 12; page++) {
                recordPage(tracker, page);
                if (page == 6) {
                    tracker.checkpoint();
                }
                if (page % 2 == 0) {
                    Path copy = Files.createDirectory(folder.resolve("copy " + page))
                            .resolve("tracker.db");
                    Files.copy(file, copy);
                    Files.copy(log(file), log(copy));
                    assertThat(wholePages(copy)).isEqualTo(page);
                }
            }
        }
    }

    /** As a power cut leaves it: the log ends somewhere, or with rubbish. */
    @Test
    void a_log_that_ends_anywhere_costs_only_what_it_does_not_hold(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tracker.db");
        byte[] database;
        byte[] log;
        try (Tracker tracker = SqliteTracker.open(file)) {
            Samples.remember(tracker, NEWS);
            tracker.checkpoint();
            for (int page = 1; page <= 8; page++) {
                recordPage(tracker, page);
            }
            database = Files.readAllBytes(file);
            log = Files.readAllBytes(log(file));
        }
        Random random = new Random(4);
        long longest = 0;
        for (int round = 0; round < 20; round++) {
            int length = round == 0 ? log.length : random.nextInt(log.length);
            byte[] cut = Arrays.copyOf(log, length);
            for (int i = Math.max(0, length - 100); round % 2 == 1 && i < length; i++) {
                cut[i] ^= 0x55;
            }
            Path copy = Files.createDirectory(folder.resolve("cut " + round)).resolve("tracker.db");
            Files.write(copy, database);
            Files.write(log(copy), cut);
            longest = Math.max(longest, wholePages(copy));
        }
        assertThat(longest).isEqualTo(8);
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }
}
