package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.faults.Call;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a run ends early, and however fast the line is: of a large file no worker fetches more than 6 MiB a second time,
 * a chunk and what TDLib has in flight. Shown by the server's record of the parts that it was asked for.
 */
final class KeptProgressIT extends LoggedIn {

    private static final String PART = "upload.getFile";
    private static final long PART_BYTES = 64 << 10;
    private static final long MIB = 1 << 20;
    private static final long AGAIN = 6 * MIB;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** How a run ends before it is done. */
    private enum End {
        INTERRUPT,
        KILL,
        POWER_LOSS
    }

    /** Who fetches a file. */
    private enum By {
        /** All workers, chunk by chunk. */
        ALL("16MiB", 2),
        /** One worker, whole. */
        ONE("off", 1);

        private final String splitAbove;
        private final int workers;

        By(String splitAbove, int workers) {
            this.splitAbove = splitAbove;
            this.workers = workers;
        }
    }

    private Set<Long> parts() {
        Set<Long> offsets = new HashSet<>();
        for (Call call : telegram.calls().of(PART)) {
            offsets.add(call.arguments().longAt("offset"));
        }
        return offsets;
    }

    /** A run that has a good half of its file, and a little of that at this rate. */
    private ProgramRun halfDone(By by, long size, long rate) throws IOException {
        telegram.conditions().bandwidth(30_000_000);
        ProgramRun run = start("--workers=" + by.workers);
        int half = (int) Math.min(40 * MIB, size / 2) / (int) PART_BYTES;
        await().atMost(PATIENCE).until(() -> parts().size() > half);
        telegram.conditions().bandwidth(rate);
        int more = parts().size() + (int) (2 * MIB / PART_BYTES);
        await().atMost(PATIENCE).until(() -> parts().size() > more);
        return run;
    }

    @ParameterizedTest
    @CsvSource({
        "ALL, INTERRUPT, 3000000",
        "ALL, KILL, 1000000",
        "ALL, POWER_LOSS, 20000000",
        "ONE, INTERRUPT, 3000000",
        "ONE, POWER_LOSS, 1000000",
        "ONE, POWER_LOSS, 20000000"
    })
    void what_is_complete_is_fetched_once(By by, End end, long rate) throws IOException {
        fetchedOnce(by, end, rate, 70_000_000);
    }

    /** The same at every rate; of a file that is not complete in the time that an interrupted run may have. */
    @ParameterizedTest
    @EnabledIfSystemProperty(named = "torture.long", matches = "true")
    @MethodSource
    void at_every_rate(By by, End end, long rate) throws IOException {
        fetchedOnce(by, end, rate, Math.max(70_000_000, 15 * rate));
    }

    static Stream<Arguments> at_every_rate() {
        return Stream.of(By.values())
                .flatMap(by -> Stream.of(End.values())
                        .flatMap(end -> Stream.of(500_000L, 1_000_000L, 3_000_000L, 20_000_000L)
                                .map(rate -> Arguments.of(by, end, rate))));
    }

    private void fetchedOnce(By by, End end, long rate, long size) throws IOException {
        archiver.configure("  split_above: " + by.splitAbove + "\n");
        Path boot = Files.writeString(folder.resolve("boot"), "first\n");
        archiver.environment("ARCHIVER_JAVA_OPTS", "-Darchiver.boot_id_file=" + boot);
        Channel channel = telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(1, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(size))));
        ProgramRun run = halfDone(by, size, rate);
        if (end == End.INTERRUPT) {
            run.interrupt();
        } else {
            run.kill();
        }
        run.await();
        assertThat(run.exitCode()).as("%s", run).isEqualTo(end == End.INTERRUPT ? 130 : 137);
        if (end == End.INTERRUPT) {
            assertThat(run.out())
                    .containsPattern(
                            "archived 0 files \\(0 B\\) in .*; [1-9].* MB of 1 unfinished file is kept, and the"
                                    + " next run resumes there");
        }
        Set<Long> before = parts();
        assertThat(telegram.calls().of(PART)).as("no part twice").hasSize(before.size());
        if (end == End.POWER_LOSS) {
            LostPower.in(folder.resolve("data"));
            Files.writeString(boot, "second\n");
        }

        telegram.conditions().bandwidth(0);
        telegram.calls().clear();
        assertComplete(run("--workers=" + by.workers), channel);
        Set<Long> again = parts();
        again.retainAll(before);
        assertThat(again.size() * PART_BYTES).as("bytes fetched twice").isLessThanOrEqualTo(by.workers * AGAIN);
    }
}
