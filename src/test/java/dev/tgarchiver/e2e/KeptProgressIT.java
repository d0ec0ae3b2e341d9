package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.localtelegram.faults.Call;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a run ends early, and however fast the line is: of a large file no worker fetches more than 6 MiB a second time,
 * a chunk and what TDLib has in flight. Shown by the server's record of the parts that it was asked for.
 */
final class KeptProgressIT extends OneLogin {

    private static final String PART = "upload.getFile";
    private static final long PART_BYTES = 64 << 10;
    private static final long MIB = 1 << 20;
    private static final int WORKERS = 2;
    private static final long AGAIN = WORKERS * 6 * MIB;
    private static final long CHUNK = 4 * MIB;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** How a run ends before it is done. */
    private enum End {
        INTERRUPT,
        KILL,
        POWER_LOSS
    }

    @BeforeEach
    void start() throws IOException {
        workplace.configure("  split_above: 16MiB\n");
    }

    private Set<Long> parts() {
        Set<Long> offsets = new HashSet<>();
        for (Call call : telegram.calls().of(PART)) {
            offsets.add(call.arguments().longAt("offset"));
        }
        return offsets;
    }

    /** A run that has a good half of its file, and a little of that at this rate. */
    private ProgramRun halfDone(long size, long rate) throws IOException {
        telegram.conditions().bandwidth(30_000_000);
        ProgramRun run = start("--workers=" + WORKERS);
        int half = (int) Math.min(40 * MIB, size / 2) / (int) PART_BYTES;
        await().atMost(PATIENCE).until(() -> parts().size() > half);
        telegram.conditions().bandwidth(rate);
        int more = parts().size() + (int) (2 * MIB / PART_BYTES);
        await().atMost(PATIENCE).until(() -> parts().size() > more);
        return run;
    }

    @ParameterizedTest
    @CsvSource({"INTERRUPT, 3000000", "KILL, 1000000", "POWER_LOSS, 20000000"})
    void what_is_complete_is_fetched_once(End end, long rate) throws IOException {
        fetchedOnce(end, rate, 70_000_000);
    }

    /** The same at every rate; of a file that is not complete in the time that an interrupted run may have. */
    @ParameterizedTest
    @EnabledIfSystemProperty(named = "torture.long", matches = "true")
    @MethodSource
    void at_every_rate(End end, long rate) throws IOException {
        fetchedOnce(end, rate, Math.max(70_000_000, 15 * rate));
    }

    static Stream<Arguments> at_every_rate() {
        return Stream.of(End.values())
                .flatMap(end ->
                        Stream.of(500_000L, 1_000_000L, 3_000_000L, 20_000_000L).map(rate -> Arguments.of(end, rate)));
    }

    private void fetchedOnce(End end, long rate, long size) throws IOException {
        Path boot = Files.writeString(folder.resolve("boot"), "first\n");
        workplace.environment("ARCHIVER_JAVA_OPTS", "-Darchiver.boot_id_file=" + boot);
        Channel channel = telegram.world()
                .channel("Channel " + name)
                .username(name)
                .posts(1, id -> PostDraft.media(Media.document(id + ".bin", RemoteFile.ofSize(size))));
        ProgramRun run = halfDone(size, rate);
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
            loseWhatIsNotSynced();
            Files.writeString(boot, "second\n");
        }

        telegram.conditions().bandwidth(0);
        telegram.calls().clear();
        assertComplete(run("--workers=" + WORKERS), channel);
        Set<Long> again = parts();
        again.retainAll(before);
        assertThat(again.size() * PART_BYTES).as("bytes fetched twice").isLessThanOrEqualTo(AGAIN);
    }

    /** What the journal does not say to be on the disk for good, the disk has as zeros. */
    private void loseWhatIsNotSynced() throws IOException {
        Path gathered;
        try (Stream<Path> lanes = Files.list(folder.resolve("data/lanes"))) {
            gathered = lanes.filter(lane -> Files.exists(lane.resolve("chunks")))
                    .findFirst()
                    .orElseThrow();
        }
        List<Integer> entries = new ArrayList<>();
        int synced = 0;
        for (String line : Files.readAllLines(gathered.resolve("chunks"))) {
            if (line.startsWith("=")) {
                synced = Integer.parseInt(line.substring(1));
            } else if (!line.contains(" ")) {
                entries.add(Integer.valueOf(line));
            }
        }
        Set<Integer> kept = Set.copyOf(entries.subList(0, synced));
        try (RandomAccessFile bytes =
                new RandomAccessFile(gathered.resolve("bytes").toFile(), "rw")) {
            byte[] zeros = new byte[(int) CHUNK];
            for (int chunk = 0; chunk * CHUNK < bytes.length(); chunk++) {
                if (!kept.contains(chunk)) {
                    bytes.seek(chunk * CHUNK);
                    bytes.write(zeros, 0, (int) Math.min(CHUNK, bytes.length() - chunk * CHUNK));
                }
            }
        }
    }
}
