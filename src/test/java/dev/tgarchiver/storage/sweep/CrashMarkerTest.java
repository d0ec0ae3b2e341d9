package dev.tgarchiver.storage.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.storage.chunk.ChunkGrid;
import dev.tgarchiver.storage.chunk.ChunkRun;
import dev.tgarchiver.storage.chunk.ChunkedFile;
import dev.tgarchiver.storage.local.BootId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashMarkerTest {

    private static final BootId FIRST = new BootId("first boot");
    private static final BootId SECOND = new BootId("second boot");
    private static final BootId UNKNOWN = new BootId("");

    @TempDir
    private Path data;

    private Path cache;
    private Path notes;
    private Path lanes;

    @BeforeEach
    void makeNotes() throws IOException {
        cache = data.resolve("cache");
        lanes = data.resolve("lanes");
        notes = Files.createDirectory(data.resolve("session"));
        Files.writeString(notes.resolve("td.binlog"), "notes");
    }

    private static Path partial(CrashMarker trust) throws IOException {
        Path temp = Files.createDirectories(trust.folder().resolve("temp"));
        return Files.writeString(temp.resolve("7"), "half a file");
    }

    @Test
    void what_a_killed_process_left_in_this_boot_is_trusted() throws Exception {
        Path partial = partial(CrashMarker.open(cache, lanes, FIRST));
        CrashMarker next = CrashMarker.open(cache, lanes, FIRST);
        assertThat(partial).exists();
        assertThat(partial).startsWith(next.folder());
        assertThat(next.discarded()).isEqualTo(CrashMarker.Discarded.NOTHING);
    }

    @Test
    void what_was_open_in_another_boot_is_removed_and_its_paths_never_come_back() throws Exception {
        CrashMarker before = CrashMarker.open(cache, lanes, FIRST);
        Path partial = partial(before);
        Path whole = Files.writeString(
                Files.createDirectories(before.folder().resolve("music")).resolve("a.mp3"), "a whole file");

        CrashMarker next = CrashMarker.open(cache, lanes, SECOND);
        assertThat(next.discarded()).isEqualTo(new CrashMarker.Discarded(2, 23));
        assertThat(partial).doesNotExist();
        assertThat(whole).doesNotExist();
        assertThat(before.folder()).doesNotExist();
        assertThat(partial(next)).isNotEqualTo(partial).startsWith(next.folder());
        assertThat(CrashMarker.open(cache, lanes, SECOND).folder()).isEqualTo(next.folder());
    }

    @Test
    void further_clients_are_trusted_or_removed_as_a_whole() throws Exception {
        CrashMarker before = CrashMarker.open(cache, lanes, FIRST);
        Path copy = Files.createDirectories(lanes.resolve("2/files/temp"));
        Files.writeString(lanes.resolve("2/td.binlog"), "notes");
        Path partial = Files.writeString(copy.resolve("7"), "half a file");
        before.seal(notes, true);
        CrashMarker.open(cache, lanes, SECOND);
        assertThat(partial).exists();

        assertThat(CrashMarker.open(cache, lanes, FIRST).discarded()).isEqualTo(new CrashMarker.Discarded(2, 16));
        assertThat(lanes).isEmptyDirectory();
    }

    @Test
    void of_what_is_gathered_from_several_clients_the_synced_part_is_trusted_in_another_boot() throws Exception {
        CrashMarker unused = CrashMarker.open(cache, lanes, FIRST);
        Path source = Files.write(data.resolve("source"), new byte[3 << 20]);
        ChunkGrid grid = new ChunkGrid(3 << 20, 1 << 20);
        ChunkedFile chunked = ChunkedFile.open(lanes, "id", grid, Instant.now());
        chunked.take(new ChunkRun(1, 1), source);
        chunked.settle();
        ChunkedFile begun = ChunkedFile.open(lanes, "other", grid, Instant.now());
        Files.createDirectories(lanes.resolve("2"));
        Path lane = Files.writeString(lanes.resolve("2/td.binlog"), "notes");
        CrashMarker.open(cache, lanes, SECOND);
        assertThat(lane).doesNotExist();
        assertThat(begun.path()).doesNotExist();
        assertThat(StaleLanes.stale(lanes, Instant.now().minusSeconds(60))).isEmpty();
        assertThat(ChunkedFile.open(lanes, "id", grid, Instant.now()).whole())
                .isEqualTo(BitSet.valueOf(new long[] {0b10}));
    }

    @Test
    void what_is_neither_lane_nor_cache_is_left_alone() throws Exception {
        CrashMarker before = CrashMarker.open(cache, lanes, FIRST);
        Path inCache = Files.createDirectories(cache.resolve("Some Channel")).resolve("1_a.mp3");
        Path inLanes = Files.createDirectories(lanes.resolve("Some Channel")).resolve("1_a.mp3");
        Files.writeString(inCache, "music");
        Files.writeString(inLanes, "music");
        before.seal(notes, false);
        assertThat(CrashMarker.open(cache, lanes, FIRST).folder()).isEqualTo(before.folder());
        CrashMarker.open(cache, lanes, SECOND);
        assertThat(inCache).exists();
        assertThat(inLanes).exists();
        assertThat(CacheFolder.look(cache).excess(0, List.of())).isEmpty();
    }

    @Test
    void what_was_sealed_is_trusted_in_every_later_boot() throws Exception {
        CrashMarker before = CrashMarker.open(cache, lanes, FIRST);
        Path partial = partial(before);
        before.seal(notes, true);
        CrashMarker next = CrashMarker.open(cache, lanes, SECOND);
        assertThat(partial).exists();
        assertThat(next.folder()).isEqualTo(before.folder());

        // From now on it is open in the second boot.
        assertThat(CrashMarker.open(cache, lanes, FIRST).discarded().files()).isEqualTo(1);
    }

    @Test
    void a_mark_of_an_earlier_boot_counts_although_this_boot_was_killed_too() throws Exception {
        Path partial = partial(CrashMarker.open(cache, lanes, FIRST));
        CrashMarker second = CrashMarker.open(cache, lanes, SECOND);
        assertThat(partial).doesNotExist();
        Path again = partial(second);
        assertThat(CrashMarker.open(cache, lanes, SECOND).discarded()).isEqualTo(CrashMarker.Discarded.NOTHING);
        assertThat(again).exists();
    }

    @Test
    void where_the_system_names_no_boot_only_what_was_sealed_is_trusted() throws Exception {
        CrashMarker before = CrashMarker.open(cache, lanes, UNKNOWN);
        partial(before);
        CrashMarker next = CrashMarker.open(cache, lanes, UNKNOWN);
        assertThat(next.discarded().files()).isEqualTo(1);
        Path partial = partial(next);
        next.seal(notes, true);
        assertThat(CrashMarker.open(cache, lanes, UNKNOWN).discarded().files()).isZero();
        assertThat(partial).exists();
    }

    @Test
    void a_discarding_that_was_cut_short_is_done_again() throws Exception {
        Path partial = partial(CrashMarker.open(cache, lanes, FIRST));
        // As a kill leaves it between the new folder and the removal of the old one.
        Files.createDirectory(cache.resolve("2"));
        CrashMarker next = CrashMarker.open(cache, lanes, SECOND);
        assertThat(partial).doesNotExist();
        assertThat(next.folder()).isEqualTo(cache.resolve("3"));
    }

    @Test
    void what_nobody_will_go_on_with_is_removed_at_the_end() throws Exception {
        CrashMarker trust = CrashMarker.open(cache, lanes, FIRST);
        Path partial = partial(trust);
        Files.createDirectories(lanes.resolve("2"));
        trust.seal(notes, false);
        assertThat(partial).doesNotExist();
        assertThat(lanes).doesNotExist();
        assertThat(data.resolve("cache.open")).doesNotExist();
        assertThat(CrashMarker.open(cache, lanes, SECOND).folder()).isEqualTo(trust.folder());
    }

    @Test
    void only_the_first_seal_counts() throws Exception {
        CrashMarker trust = CrashMarker.open(cache, lanes, FIRST);
        trust.seal(notes, true);
        CrashMarker later = CrashMarker.open(cache, lanes, FIRST);
        Path partial = partial(later);
        trust.seal(notes, false);
        assertThat(partial).exists();
        assertThat(data.resolve("cache.open")).exists();
    }

    @Test
    void a_boot_is_known_by_what_the_system_says() throws IOException {
        Path file = data.resolve("boot_id");
        assertThat(BootId.in(file)).isEqualTo(UNKNOWN);
        Files.writeString(file, "2d3f\n");
        assertThat(BootId.in(file)).isEqualTo(new BootId("2d3f"));
        assertThat(BootId.in(file).is(Optional.of("2d3f"))).isTrue();
        assertThat(BootId.in(file).is(Optional.of("other"))).isFalse();
        assertThat(BootId.in(file).is(Optional.empty())).isFalse();
        assertThat(UNKNOWN.is(Optional.of(""))).isFalse();
    }
}
