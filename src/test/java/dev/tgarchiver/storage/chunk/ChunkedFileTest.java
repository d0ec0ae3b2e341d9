package dev.tgarchiver.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.ChecksumReader;
import dev.tgarchiver.storage.sweep.StaleLanes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that comes in chunks: the right bytes, the right sum, and what outlives the process. */
final class ChunkedFileTest {

    private static final Instant NOW = Instant.parse("2026-05-06T10:00:00Z");
    private static final String ID = "Ag_ID-1";
    private static final ChunkGrid GRID = new ChunkGrid(5 * ChunkGrid.UNIT + 17, ChunkGrid.UNIT);
    private static final byte[] CONTENT = new byte[(int) GRID.size()];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @TempDir
    private Path folder;

    private Path source;

    @BeforeEach
    void write() throws IOException {
        source = Files.write(folder.resolve("source"), CONTENT);
    }

    private Path lanes() {
        return folder.resolve("lanes");
    }

    private ChunkedFile open() throws StorageFailure {
        return ChunkedFile.open(lanes(), ID, GRID, NOW);
    }

    private Path own() throws IOException {
        try (var inside = Files.list(lanes())) {
            return inside.findFirst().orElseThrow();
        }
    }

    private void assertWhole(ChunkedFile chunked) throws Exception {
        assertThat(chunked.finish()).isEqualTo(ChecksumReader.read(source));
        assertThat(Files.mismatch(chunked.path(), source)).isEqualTo(-1);
    }

    @Test
    void chunks_in_any_order_from_several_threads() throws Exception {
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        Collections.shuffle(order, new Random(3));
        ChunkedFile chunked = open();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int chunk : order) {
                running.add(threads.submit(() -> {
                    chunked.take(new ChunkRun(chunk, 1), source);
                    chunked.settle();
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
        assertWhole(chunked);
    }

    @Test
    void a_later_process_goes_on_with_what_is_whole() throws Exception {
        open().take(new ChunkRun(1, 2), source);
        open().take(new ChunkRun(5, 1), source);
        assertThat(ChunkedFile.isStarted(lanes(), ID)).isTrue();
        ChunkedFile next = ChunkedFile.open(lanes(), ID, new ChunkGrid(GRID.size(), 2 * ChunkGrid.UNIT), NOW);
        assertThat(next.grid()).as("as it was begun").isEqualTo(GRID);
        assertThat(next.whole()).isEqualTo(BitSet.valueOf(new long[] {0b100110}));
        next.take(new ChunkRun(0, 1), source);
        next.take(new ChunkRun(3, 2), source);
        assertWhole(next);
    }

    @Test
    void an_entry_that_was_being_written_does_not_count() throws Exception {
        open().take(new ChunkRun(0, 2), source);
        Files.writeString(own().resolve("chunks"), "4", StandardOpenOption.APPEND);
        ChunkedFile next = open();
        assertThat(next.whole()).isEqualTo(BitSet.valueOf(new long[] {0b11}));
        next.take(new ChunkRun(2, 2), source);
        next = open();
        assertThat(next.whole()).isEqualTo(BitSet.valueOf(new long[] {0b1111}));
        next.take(new ChunkRun(4, 2), source);
        assertWhole(next);
    }

    @Test
    void what_does_not_fit_is_begun_anew() throws Exception {
        ChunkedFile chunked = open();
        chunked.take(new ChunkRun(0, 3), source);
        try (var bytes = Files.newByteChannel(chunked.path(), StandardOpenOption.WRITE)) {
            bytes.truncate(GRID.chunk());
        }
        assertThat(open().whole().isEmpty()).as("the file was cut").isTrue();

        open().take(new ChunkRun(0, 3), source);
        assertThat(ChunkedFile.open(lanes(), ID, new ChunkGrid(GRID.size() + 1, GRID.chunk()), NOW)
                        .whole()
                        .isEmpty())
                .as("another size")
                .isTrue();

        open().take(new ChunkRun(0, 3), source);
        for (String journal : List.of("", "x\n", "5 x\n", GRID.size() + " " + GRID.chunk() + "\n-1\n", "1 2 3\n99\n")) {
            Files.writeString(own().resolve("chunks"), journal);
            assertThat(open().whole().isEmpty()).as("%s", journal).isTrue();
        }
    }

    @Test
    void a_source_that_ends_too_early_brings_nothing() throws Exception {
        ChunkedFile chunked = open();
        Path cut = Files.write(folder.resolve("cut"), new byte[(int) GRID.chunk() + 5]);
        assertThatThrownBy(() -> chunked.take(new ChunkRun(1, 1), cut))
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(StorageFailure.Kind.WRONG_SIZE));
        assertThat(chunked.whole().isEmpty()).isTrue();
    }

    @Test
    void an_interrupted_thread_writes_to_the_end() throws Exception {
        ChunkedFile chunked = open();
        Thread.currentThread().interrupt();
        chunked.take(new ChunkRun(0, 3), source);
        assertThat(Thread.interrupted()).isTrue();
        chunked.take(new ChunkRun(3, 3), source);
        assertWhole(chunked);
    }

    @Test
    void it_is_kept_like_a_lane_and_removed_whole() throws Exception {
        ChunkedFile chunked = open();
        chunked.take(new ChunkRun(0, 1), source);
        assertThat(StaleLanes.stale(lanes(), NOW)).isEmpty();
        assertThat(StaleLanes.stale(lanes(), NOW.plusSeconds(1))).isNotEmpty();
        chunked.remove();
        assertThat(ChunkedFile.isStarted(lanes(), ID)).isFalse();
        assertThat(lanes()).isEmptyDirectory();
    }

    private static List<String> lines(Path journal) throws IOException {
        return Files.readAllLines(journal);
    }

    @Test
    void what_is_settled_is_said_to_be_synced() throws Exception {
        ChunkedFile chunked = open();
        chunked.take(new ChunkRun(2, 1), source);
        chunked.settle();
        chunked.settle();
        chunked.take(new ChunkRun(4, 2), source);
        chunked.take(new ChunkRun(0, 1), source);
        chunked.settle();
        assertThat(lines(own().resolve("chunks")))
                .containsExactly(GRID.size() + " " + GRID.chunk(), "2", "=1", "4", "5", "0", "=4");
    }

    @Test
    void after_a_loss_of_power_what_was_synced_is_kept_and_nothing_else() throws Exception {
        ChunkedFile chunked = open();
        chunked.take(new ChunkRun(2, 1), source);
        chunked.take(new ChunkRun(0, 1), source);
        chunked.settle();
        Path journal = own().resolve("chunks");
        for (String lost : List.of("", "4\n", "4\n5\n", "4\n=9\n", "4\n=x\n5\n=3\n", "4\n\0\0\0\0\0\n=3\n", "4\n=3")) {
            String before = Files.readString(journal);
            Files.writeString(journal, lost, StandardOpenOption.APPEND);
            assertThat(ChunkedFile.keepSynced(lanes())).containsExactly(own());
            assertThat(open().whole()).as("%s", lost).isEqualTo(BitSet.valueOf(new long[] {0b101}));
            assertThat(before).startsWith(GRID.size() + " " + GRID.chunk() + "\n2\n");
        }
        ChunkedFile next = open();
        next.take(new ChunkRun(1, 1), source);
        next.take(new ChunkRun(3, 3), source);
        assertWhole(next);
    }

    @Test
    void after_a_loss_of_power_a_file_of_which_nothing_was_synced_is_not_kept() throws Exception {
        assertThat(ChunkedFile.keepSynced(lanes())).isEmpty();
        ChunkedFile chunked = open();
        Path journal = own().resolve("chunks");
        String head = Files.readString(journal);
        for (String content : List.of("", head, head + "2\n3\n", head + "\0\n2\n=1\n", head + "=0\n", "x\n2\n=1\n")) {
            Files.writeString(journal, content);
            assertThat(ChunkedFile.keepSynced(lanes())).as("%s", content).isEmpty();
        }
        Files.writeString(journal, head + "2\n=1\n");
        Files.delete(chunked.path());
        assertThat(ChunkedFile.keepSynced(lanes())).as("its bytes are gone").isEmpty();
    }

    @Test
    void a_file_needs_a_name_of_its_own() {
        assertThat(ChunkedFile.isPossible("")).isFalse();
        assertThat(ChunkedFile.isPossible("x".repeat(101))).isFalse();
        assertThat(ChunkedFile.isPossible(ID)).isTrue();
        assertThat(ChunkedFile.isStarted(lanes(), "")).isFalse();
    }

    @Test
    void chunks_that_were_written_straight_into_it_are_taken_as_they_are() throws Exception {
        ChunkedFile chunked = open();
        Path other = Files.createLink(folder.resolve("other-name"), chunked.path());
        Files.write(other, CONTENT);
        chunked.take(new ChunkRun(3, 3), other);
        chunked.take(new ChunkRun(0, 3), chunked.path());
        assertWhole(chunked);
    }

    @Test
    void chunks_that_it_does_not_hold_are_not_taken() throws Exception {
        ChunkedFile chunked = open();
        Path other = Files.createLink(folder.resolve("other-name"), chunked.path());
        Files.write(other, Arrays.copyOf(CONTENT, (int) ChunkGrid.UNIT));
        chunked.take(new ChunkRun(0, 1), other);
        assertThatThrownBy(() -> chunked.take(new ChunkRun(1, 1), other))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("is 1048576 bytes too short");
        assertThat(chunked.whole().cardinality()).isEqualTo(1);
    }
}
