package dev.tgarchiver.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.download.queue.MadeUpPending;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.Transfer;
import dev.tgarchiver.time.FakeTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the beginning of a file that is downloaded whole is put on the disk for good. */
final class CheckpointsTest {

    private static final long MIB = 1 << 20;
    private static final Duration STALL = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final FakeTime time = new FakeTime();
    private final MadeUpPending pending = new MadeUpPending();
    private int inFlight = 1;

    /** How a made-up file grows, a MiB at a time. */
    @FunctionalInterface
    private interface Growing {
        void grow(Transfer transfer, Path partial) throws TelegramFailure;
    }

    private MediaSource.FetchedFile fetch(long size, Growing growing) throws TelegramFailure, InterruptedException {
        pending.files.clear();
        pending.add(1, size, 1);
        MediaSource source = (post, expected, stall, transfer) -> {
            Path partial = folder.resolve("partial");
            try {
                Files.write(partial, new byte[(int) size]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            growing.grow(transfer, partial);
            return new MediaSource.FetchedFile() {
                @Override
                public Path path() {
                    return partial;
                }

                @Override
                public void close() {
                    // It is the test's.
                }
            };
        };
        return new Checkpoints(folder.resolve("lanes"), () -> inFlight, time)
                .fetch(source, pending.files.get(0), STALL, Transfer.NONE);
    }

    /** So many bytes come, one MiB in so much time. */
    private void come(Transfer transfer, Path partial, long bytes, Duration each) {
        for (long here = MIB; here <= bytes; here += MIB) {
            time.pass(each);
            if (here >= transfer.nextWritten()) {
                transfer.written(partial, here);
            }
        }
    }

    /** The chunks that are synced, as the journal has them. */
    private List<String> journal() {
        try (Stream<Path> paths = Files.walk(folder)) {
            Path chunks =
                    paths.filter(path -> path.endsWith("chunks")).findFirst().orElse(null);
            return chunks == null ? List.of() : Files.readAllLines(chunks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void of_a_large_file_no_more_than_4_MiB_are_not_synced() throws Exception {
        fetch(100 * MIB, (transfer, partial) -> {
                    come(transfer, partial, 15 * MIB, Duration.ofMillis(10));
                    assertThat(journal()).endsWith("4", "5", "=6").hasSize(1 + 6 + 3);
                })
                .close();
    }

    @Test
    void of_two_that_share_a_line_2_MiB_each() throws Exception {
        inFlight = 2;
        fetch(100 * MIB, (transfer, partial) -> {
                    come(transfer, partial, 15 * MIB, Duration.ofMillis(10));
                    assertThat(journal()).endsWith("6", "=7").hasSize(1 + 7 + 7);
                })
                .close();
    }

    @Test
    void a_song_on_a_fast_line_is_left_alone() throws Exception {
        fetch(7 * MIB, (transfer, partial) -> {
                    come(transfer, partial, 7 * MIB, Duration.ofMillis(50));
                    assertThat(journal()).isEmpty();
                })
                .close();
    }

    @Test
    void a_longer_one_is_synced_as_large_files_are() throws Exception {
        fetch(20 * MIB, (transfer, partial) -> {
                    come(transfer, partial, 15 * MIB, Duration.ofMillis(10));
                    assertThat(journal()).endsWith("11", "=12").hasSize(1 + 12 + 3);
                })
                .close();
    }

    @Test
    void and_on_a_slow_one_synced_every_second() throws Exception {
        fetch(9 * MIB, (transfer, partial) -> {
                    come(transfer, partial, 5 * MIB, Duration.ofMillis(600));
                    assertThat(journal()).containsExactly(9 * MIB + " " + MIB, "0", "1", "=2", "2", "3", "=4");
                })
                .close();
    }

    @Test
    void nothing_is_left_of_a_file_that_is_done_and_everything_of_one_that_is_kept() throws Exception {
        MediaSource.FetchedFile kept =
                fetch(9 * MIB, (transfer, partial) -> come(transfer, partial, 5 * MIB, Duration.ofSeconds(1)));
        kept.keep();
        kept.close();
        assertThat(journal()).endsWith("=5");
        fetch(9 * MIB, (transfer, partial) -> {}).close();
        assertThat(journal()).isEmpty();
    }

    @Test
    void nor_of_one_that_is_gone() {
        assertThatThrownBy(() -> fetch(9 * MIB, (transfer, partial) -> {
                    come(transfer, partial, 5 * MIB, Duration.ofSeconds(1));
                    throw new TelegramFailure.Gone("The post is gone");
                }))
                .isInstanceOf(TelegramFailure.Gone.class);
        assertThat(journal()).isEmpty();
    }

    @Test
    void what_stopped_is_kept() {
        assertThatThrownBy(() -> fetch(9 * MIB, (transfer, partial) -> {
                    come(transfer, partial, 5 * MIB, Duration.ofSeconds(1));
                    throw new TelegramFailure.Transient("no new byte");
                }))
                .isInstanceOf(TelegramFailure.Transient.class);
        assertThat(journal()).endsWith("=5");
    }
}
