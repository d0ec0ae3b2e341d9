package dev.tgarchiver.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.download.queue.DownloadQueue;
import dev.tgarchiver.download.queue.MadeUpPending;
import dev.tgarchiver.download.queue.PostPrefetcher;
import dev.tgarchiver.download.tuning.AdmissionControl;
import dev.tgarchiver.download.tuning.ConcurrencyTuner;
import dev.tgarchiver.download.tuning.InFlightLimit;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.telegram.pace.TokenBucket.Use;
import dev.tgarchiver.time.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WorkerContextTest {

    private static final int WORKERS = 5;

    private final FakeTime time = new FakeTime();
    private final Throttle throttle = new Throttle(new TokenBucket(10, 10, time), new FloodGate(time, () -> 0), time);

    private final DownloadQueue queue = new DownloadQueue(new MadeUpPending(), 10, 0, 0, Duration.ofMinutes(2), time);

    private final ConcurrencyTuner tuner =
            new ConcurrencyTuner(WORKERS, WORKERS, number -> true, WorkerContext::nameOf, event -> {}, time);

    private List<Integer> thatMayBegin() {
        return IntStream.rangeClosed(1, WORKERS)
                .filter(number -> context(number).mayStart())
                .boxed()
                .toList();
    }

    private WorkerContext context(int number) {
        MediaSource source = (post, expected, stall, progress) -> {
            throw new AssertionError("nothing is fetched here");
        };
        String name = "worker_" + number;
        return new WorkerContext(
                name,
                number,
                WORKERS,
                source,
                new AdmissionControl(InFlightLimit.ONE_FILE, time),
                new PostPrefetcher(name, WORKERS, source, queue, throttle),
                throttle,
                tuner);
    }

    private void floodWaits(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            throttle.floodWait(new TelegramFailure.FloodWait(Duration.ofSeconds(10)));
            throttle.acquire(Use.DOWNLOAD);
        }
    }

    @Test
    void every_worker_begins_files_while_telegram_does_not_complain() throws InterruptedException {
        assertThat(thatMayBegin()).containsExactly(1, 2, 3, 4, 5);
        floodWaits(2);
        assertThat(thatMayBegin()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void fewer_begin_files_when_it_complains_again_and_again_but_always_one() throws InterruptedException {
        floodWaits(3);
        assertThat(thatMayBegin()).containsExactly(1, 2, 3);
        floodWaits(30);
        assertThat(thatMayBegin()).containsExactly(1);
    }

    @Test
    void all_begin_files_again_when_it_has_been_quiet_for_a_while() throws InterruptedException {
        floodWaits(3);
        time.pass(Duration.ofMinutes(6));
        throttle.acquire(Use.DOWNLOAD);
        assertThat(thatMayBegin()).containsExactly(1, 2, 3, 4, 5);
    }
}
