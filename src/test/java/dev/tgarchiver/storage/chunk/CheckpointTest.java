package dev.tgarchiver.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.BootId;
import dev.tgarchiver.storage.sweep.CrashMarker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointTest {

    private static final String ID = "AgADunique";
    private static final int MIB = (int) ChunkGrid.UNIT;
    private static final ChunkGrid GRID = new ChunkGrid(5L * MIB + 1, MIB);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path data;

    private Path lanes;
    private Path cache;
    private Path partial;
    private byte[] content;

    @BeforeEach
    void begin() throws IOException {
        lanes = data.resolve("lanes");
        cache = data.resolve("cache");
        content = new byte[(int) GRID.size()];
        new Random(1).nextBytes(content);
        partial = Files.createDirectories(cache.resolve("1/temp")).resolve("7");
    }

    private void written(int bytes) throws IOException {
        Files.write(partial, Arrays.copyOf(content, bytes), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(lanes, ID, GRID);
    }

    private void reboot() throws StorageFailure {
        CrashMarker.open(cache, lanes, new BootId("second"));
    }

    private ChunkedFile chunked() throws StorageFailure {
        return ChunkedFile.open(lanes, ID, new ChunkGrid(GRID.size(), 4L * MIB), NOW);
    }

    @Test
    void what_was_synced_is_gone_on_with_after_another_boot() throws Exception {
        CrashMarker.open(cache, lanes, new BootId("first"));
        written(2 * MIB + 5);
        Checkpoint checkpoint = checkpoint();
        checkpoint.advance(partial, 2 * MIB + 5, NOW);
        written(4 * MIB);
        checkpoint.advance(partial, 3 * MIB + 5, NOW);
        assertThat(ChunkedFile.isStarted(lanes, ID)).isFalse();
        reboot();
        assertThat(ChunkedFile.isStarted(lanes, ID)).isTrue();
        assertThat(chunked().whole().stream()).containsExactly(0, 1, 2);
        assertThat(Files.readAllBytes(chunked().path())).startsWith(Arrays.copyOf(content, 3 * MIB));
        assertThat(partial).doesNotExist();
    }

    @Test
    void the_next_attempt_goes_on_with_it() throws Exception {
        CrashMarker.open(cache, lanes, new BootId("first"));
        written(2 * MIB);
        checkpoint().advance(partial, 2 * MIB, NOW);
        written(4 * MIB);
        checkpoint().advance(partial, 4 * MIB, NOW);
        reboot();
        assertThat(chunked().whole().stream()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void an_attempt_with_another_partial_file_begins_anew() throws Exception {
        CrashMarker.open(cache, lanes, new BootId("first"));
        written(3 * MIB);
        checkpoint().advance(partial, 3 * MIB, NOW);
        Files.delete(partial);
        partial = partial.resolveSibling("8");
        written(MIB);
        checkpoint().advance(partial, MIB, NOW);
        reboot();
        assertThat(chunked().whole().stream()).containsExactly(0);
    }

    /** TDLib numbers its partial files, and may use a number again. */
    @Test
    void a_partial_file_that_is_another_ones_now_is_not_taken_for_it() throws Exception {
        CrashMarker.open(cache, lanes, new BootId("first"));
        written(2 * MIB);
        checkpoint().advance(partial, 2 * MIB, NOW);
        Files.delete(partial);
        Files.write(partial, new byte[3 * MIB]);
        reboot();
        assertThat(Files.readAllBytes(chunked().path())).startsWith(Arrays.copyOf(content, 2 * MIB));
    }

    @Test
    void nothing_is_left_of_a_file_that_is_done() throws Exception {
        CrashMarker.open(cache, lanes, new BootId("first"));
        written(2 * MIB);
        Checkpoint checkpoint = checkpoint();
        checkpoint.advance(partial, 2 * MIB, NOW);
        checkpoint.remove();
        assertThat(lanes).isEmptyDirectory();
        reboot();
        assertThat(ChunkedFile.isStarted(lanes, ID)).isFalse();
    }

    @Test
    void less_than_a_chunk_is_no_checkpoint() throws Exception {
        written(MIB - 1);
        checkpoint().advance(partial, MIB - 1, NOW);
        assertThat(lanes).doesNotExist();
    }

    @Test
    void chunks_that_were_gathered_before_are_worth_more() throws Exception {
        CrashMarker.open(cache, lanes, new BootId("first"));
        ChunkedFile before = chunked();
        written((int) GRID.size());
        before.take(new ChunkRun(0, 1), partial);
        before.settle();
        checkpoint().advance(partial, MIB, NOW);
        reboot();
        assertThat(chunked().grid().chunk()).isEqualTo(4L * MIB);
        assertThat(chunked().whole().stream()).containsExactly(0);
    }

    /** A place where no hard link can be made: the download goes on without one. */
    @Test
    void a_checkpoint_that_cannot_be_is_none() throws Exception {
        written(MIB);
        Path missing = partial.resolveSibling("missing");
        Checkpoint checkpoint = checkpoint();
        checkpoint.advance(missing, MIB, NOW);
        checkpoint.advance(partial, MIB, NOW);
        reboot();
        assertThat(ChunkedFile.isStarted(lanes, ID)).isFalse();
    }
}
