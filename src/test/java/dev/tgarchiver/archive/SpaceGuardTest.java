package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.MediaKind;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.MediaSource.FetchedFile;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.Transfer;
import dev.tgarchiver.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpaceGuardTest {

    private static final Path FOLDER = Path.of("/archive");
    private static final PostId POST = new PostId(-100, 1);

    private final AtomicLong free = new AtomicLong();
    private final SpaceGuard guard = new SpaceGuard(List.of(new SpaceGuard.Folder(FOLDER, free::get)), 1_000);

    private static Media media(long size) {
        return new Media(MediaKind.DOCUMENT, "x", size, "x.bin", "", "", "", 0, 0, 0);
    }

    /** What a source does while it fetches. */
    private interface Fetching {
        void run(Transfer transfer) throws TelegramFailure, InterruptedException;
    }

    private void fetch(long size, Fetching fetching) throws TelegramFailure, InterruptedException {
        MediaSource source = guard.guard((post, expected, stall, transfer) -> {
            fetching.run(transfer);
            return new FetchedFile() {
                @Override
                public Path path() {
                    return FOLDER;
                }

                @Override
                public void close() {}
            };
        });
        source.fetch(POST, media(size), Duration.ofSeconds(1), Transfer.NONE).close();
    }

    @Test
    void a_file_begins_only_where_it_leaves_enough() throws Exception {
        free.set(1_500);
        fetch(500, transfer -> {});
        assertThatThrownBy(() -> fetch(501, transfer -> {}))
                .isInstanceOf(TelegramFailure.Local.class)
                .hasMessageContaining("/archive: 1.5 KB free, the next file needs 501 B")
                .hasMessageContaining("1.0 KB must stay free (download.min_free_space)");
    }

    @Test
    void what_others_under_way_still_need_counts() throws Exception {
        free.set(1_900);
        fetch(600, transfer -> {
            assertThatThrownBy(() -> fetch(301, other -> {})).hasMessageContaining("files in flight 600 B");
            transfer.received(400);
            // What has arrived is no longer free, and no longer missing.
            free.set(1_500);
            fetch(300, other -> {});
            assertThatThrownBy(() -> fetch(301, other -> {})).hasMessageContaining("files in flight 200 B");
        });
        fetch(500, transfer -> {});
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
        fetch(100, transfer -> {
            guard.check();
            free.set(999);
            assertThatThrownBy(guard::check).hasMessageContaining("999 B free, it became full while");
        });
        guard.check();
    }

    /** Time that passes as soon as somebody waits. */
    private static final class HurriedTime implements Time {
        private final AtomicLong nanos = new AtomicLong();

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos.get());
        }

        @Override
        public long nanoTime() {
            return nanos.get();
        }

        @Override
        public void await(Object monitor, Duration patience) {
            nanos.addAndGet(patience.toNanos());
        }
    }

    @Test
    void a_watch_says_when_time_is_up_and_when_the_disk_is_full() throws Exception {
        BlockingQueue<String> said = new ArrayBlockingQueue<>(2);
        HurriedTime time = new HurriedTime();
        free.set(5_000);
        try (RunWatchdog watch = RunWatchdog.start(
                guard,
                Duration.ofSeconds(5),
                () -> said.add("up"),
                e -> said.add(String.valueOf(e.getMessage())),
                time)) {
            assertThat(said.poll(30, TimeUnit.SECONDS)).isEqualTo("up");
            assertThat(time.nanoTime()).isEqualTo(Duration.ofSeconds(5).toNanos());
            assertThat(watch).isNotNull();
        }
        fetch(100, transfer -> {
            free.set(0);
            try (RunWatchdog watch = RunWatchdog.start(
                    guard, Duration.ZERO, () -> said.add("up"), e -> said.add(String.valueOf(e.getMessage())), time)) {
                assertThat(said.poll(30, TimeUnit.SECONDS)).contains("Not enough space");
                assertThat(watch).isNotNull();
            }
        });
    }
}
