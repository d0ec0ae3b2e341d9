package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunWatchdogTest {

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
        try (RunWatchdog watch = RunWatchdog.start(
                () -> {},
                Duration.ofSeconds(5),
                () -> said.add("up"),
                e -> said.add(String.valueOf(e.getMessage())),
                time)) {
            assertThat(said.poll(30, TimeUnit.SECONDS)).isEqualTo("up");
            assertThat(time.nanoTime()).isEqualTo(Duration.ofSeconds(5).toNanos());
            assertThat(watch).isNotNull();
        }
        RunWatchdog.Check full = () -> {
            throw new StorageFailure(StorageFailure.Kind.DISK_FULL, Path.of("/archive"), "Not enough space");
        };
        try (RunWatchdog watch = RunWatchdog.start(
                full, Duration.ZERO, () -> said.add("up"), e -> said.add(String.valueOf(e.getMessage())), time)) {
            assertThat(said.poll(30, TimeUnit.SECONDS)).isEqualTo("Not enough space");
            assertThat(watch).isNotNull();
        }
    }
}
