package dev.tgarchiver.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpaceGuardTest {

    private static final Path FOLDER = Path.of("/archive");

    private final AtomicLong free = new AtomicLong();
    private final SpaceGuard guard = new SpaceGuard(List.of(new SpaceGuard.Folder(FOLDER, free::get)), 1_000);

    @Test
    void a_file_begins_only_where_it_leaves_enough() throws Exception {
        free.set(1_500);
        guard.reserve(500).close();
        assertThatThrownBy(() -> guard.reserve(501))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("/archive: 1.5 KB free, the next file needs 501 B")
                .hasMessageContaining("1.0 KB must stay free (download.min_free_space)")
                .matches(failure -> ((StorageFailure) failure).kind() == StorageFailure.Kind.DISK_FULL);
    }

    @Test
    void what_others_in_flight_still_need_counts() throws Exception {
        free.set(1_900);
        try (SpaceGuard.Reservation first = guard.reserve(600)) {
            assertThatThrownBy(() -> guard.reserve(301)).hasMessageContaining("files in flight 600 B");
            first.received(400);
            // What is received is no longer free, and no longer missing.
            free.set(1_500);
            guard.reserve(300).close();
            assertThatThrownBy(() -> guard.reserve(301)).hasMessageContaining("files in flight 200 B");
        }
        guard.reserve(500).close();
    }

    @Test
    void without_a_reserve_there_is_always_space() throws Exception {
        SpaceGuard none = new SpaceGuard(
                List.of(new SpaceGuard.Folder(FOLDER, () -> {
                    throw new AssertionError("the disk is not asked");
                })),
                0);
        try (SpaceGuard.Reservation reserved = none.reserve(Long.MAX_VALUE)) {
            reserved.received(1);
            none.check();
        }
    }

    @Test
    void a_disk_that_cannot_be_asked_ends_the_run() {
        SpaceGuard broken = new SpaceGuard(
                List.of(new SpaceGuard.Folder(FOLDER, () -> {
                    throw new StorageFailure(StorageFailure.Kind.IO, FOLDER, "no answer");
                })),
                1);
        assertThatThrownBy(() -> broken.reserve(1))
                .hasMessage("no answer")
                .matches(failure -> ((StorageFailure) failure).endsRun());
    }

    @Test
    void there_is_room_for_what_leaves_enough_on_every_disk() {
        free.set(1_500);
        assertThat(guard.hasRoom(500)).isTrue();
        assertThat(guard.hasRoom(501)).isFalse();
        AtomicLong other = new AtomicLong(1_200);
        SpaceGuard two = new SpaceGuard(
                List.of(new SpaceGuard.Folder(FOLDER, free::get), new SpaceGuard.Folder(Path.of("/cache"), other::get)),
                1_000);
        assertThat(two.hasRoom(200)).isTrue();
        assertThat(two.hasRoom(201)).isFalse();
    }

    @Test
    void a_disk_that_gets_full_is_noticed_only_while_files_are_under_way() throws Exception {
        free.set(1_100);
        try (SpaceGuard.Reservation reserved = guard.reserve(100)) {
            guard.check();
            free.set(999);
            assertThatThrownBy(guard::check).hasMessageContaining("999 B free, it became full while");
            assertThat(reserved).isNotNull();
        }
        guard.check();
    }
}
