package dev.tgarchiver.download.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.download.queue.DownloadQueue;
import dev.tgarchiver.download.queue.MadeUpTaker;
import dev.tgarchiver.download.queue.Task;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.storage.chunk.ChunkGrid;
import dev.tgarchiver.storage.chunk.ChunkRun;
import dev.tgarchiver.storage.chunk.ChunkedFile;
import dev.tgarchiver.storage.local.ChecksumReader;
import dev.tgarchiver.telegram.RangeSource.OpenFile;
import dev.tgarchiver.telegram.RangeSource.RangeDownload;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import dev.tgarchiver.telegram.Transfer;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.file.PendingFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that an owner and helpers fetch together. */
@Timeout(30)
final class SplitDownloadTest {

    private static final Instant NOW = Instant.parse("2026-05-06T10:00:00Z");
    private static final ChunkGrid GRID = new ChunkGrid(12 * ChunkGrid.UNIT + 5, ChunkGrid.UNIT);
    private static final Duration STALL = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final ExecutorService helpers = Executors.newFixedThreadPool(3);
    private final List<Long> reports = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger freed = new AtomicInteger();
    private Path content;
    private ChunkedFile chunkedFile;
    private SplitDownload split;

    @BeforeEach
    void begin() throws Exception {
        byte[] bytes = new byte[(int) GRID.size()];
        new Random(5).nextBytes(bytes);
        content = Files.write(folder.resolve("content"), bytes);
        Media media = new Media(MediaKind.VIDEO, "id", GRID.size(), "x.mp4", "", "", "", 0, 0, 0);
        chunkedFile = ChunkedFile.open(folder.resolve("lanes"), "id", GRID, NOW);
        split = new SplitDownload(
                "worker_1",
                new PendingFile(1, new PostId(-1, 7), media, NOW, 0),
                chunkedFile,
                new ChunkPlan(GRID.count(), chunkedFile.whole(), () -> 4, 1, 2),
                new Transfer() {
                    @Override
                    public void resumedAt(long bytes) {
                        throw new AssertionError("the caller reports what there was before");
                    }

                    @Override
                    public void received(long more) {
                        reports.add(more);
                    }
                },
                freed::incrementAndGet);
    }

    @AfterEach
    void end() {
        helpers.shutdownNow();
    }

    /** Hands out the content at once. */
    private class Source implements OpenFile {
        @Override
        public RangeDownload start(long offset, long length, Duration stall, LongConsumer heard)
                throws TelegramFailure, InterruptedException {
            heard.accept(length / 2);
            heard.accept(length - length / 2);
            return new Download(length);
        }

        @Override
        public void close() {}
    }

    /** A range of which {@code received} bytes are here; who waits for more is interrupted. */
    private class Download implements RangeDownload {
        private final long received;

        Download(long received) {
            this.received = received;
        }

        @Override
        public void await(long bytes) throws TelegramFailure, InterruptedException {
            if (bytes > received) {
                throw new InterruptedException();
            }
        }

        @Override
        public long received() {
            return received;
        }

        @Override
        public Path path() {
            return content;
        }

        @Override
        public void close() {}
    }

    private void fetchAsOwner(OpenFile source) throws Exception {
        for (Optional<ChunkRun> run = split.await(); run.isPresent(); run = split.await()) {
            split.fetch(run.get(), source, STALL);
        }
    }

    private Void fetchAsHelper(OpenFile source) throws Exception {
        assertThat(split.join()).isTrue();
        try {
            for (Optional<ChunkRun> run = split.take(); run.isPresent(); run = split.take()) {
                split.fetch(run.get(), source, STALL);
            }
        } finally {
            split.leave();
        }
        return null;
    }

    private void assertWhole() throws Exception {
        assertThat(chunkedFile.finish()).isEqualTo(ChecksumReader.read(content));
        assertThat(Files.mismatch(chunkedFile.path(), content)).isEqualTo(-1);
    }

    @Test
    void owner_and_helpers_together_and_the_progress_never_goes_back() throws Exception {
        Future<?> one = helpers.submit(() -> fetchAsHelper(new Source()));
        Future<?> two = helpers.submit(() -> fetchAsHelper(new Source()));
        fetchAsOwner(new Source());
        one.get();
        two.get();
        split.close();
        assertWhole();
        assertThat(reports).allMatch(more -> more > 0);
        assertThat(reports.stream().mapToLong(Long::longValue).sum()).isEqualTo(GRID.size());
    }

    @Test
    void files_go_before_help_and_few_are_left_when_fewer_wait_than_there_are_lanes() throws Exception {
        List<PendingFile> pending = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            Media media = new Media(MediaKind.VIDEO, "u" + id, id, "", "", "", "", 0, 0, 0);
            pending.add(new PendingFile(id, new PostId(-1, id), media, NOW, 0));
        }
        DownloadQueue queue = new DownloadQueue(new Fixed(pending), 10, 2, 0, STALL, Time.SYSTEM);
        assertThat(queue.hasFewerThan(2)).as("the limit lets two through").isFalse();
        assertThat(queue.hasFewerThan(3)).isTrue();
        MadeUpTaker helper = new MadeUpTaker(true, () -> true, true);
        assertThat(queue.take(helper)).contains(new Task.Fetch(pending.get(0)));
        assertThat(queue.hasFewerThan(1)).isFalse();
        assertThat(queue.take(helper)).contains(new Task.Fetch(pending.get(1)));
        assertThat(queue.hasFewerThan(1)).as("none within the limit").isTrue();
        assertThat(queue.take(helper)).contains(new Task.Help());
        queue.close();
        assertThat(queue.take(helper)).as("at the end of the run").isEmpty();
    }

    private record Fixed(List<PendingFile> files) implements DownloadQueue.Source {
        @Override
        public List<PendingFile> pending(int limit, Instant now) {
            return files.stream().limit(limit).toList();
        }

        @Override
        public List<PendingFile> longestWaiting(int limit, Instant now) {
            return pending(limit, now);
        }

        @Override
        public Optional<Instant> nextDue(Instant after) {
            return Optional.empty();
        }

        @Override
        public Set<Long> claim(Set<Long> wanted) {
            return wanted;
        }
    }

    @Test
    void what_a_helper_cannot_fetch_the_owner_does() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch fail = new CountDownLatch(1);
        Future<?> helper = helpers.submit(() -> fetchAsHelper(new Source() {
            @Override
            public RangeDownload start(long offset, long length, Duration stall, LongConsumer heard)
                    throws TelegramFailure, InterruptedException {
                heard.accept(1_000);
                begun.countDown();
                fail.await();
                throw new Transient("no");
            }
        }));
        begun.await();
        Future<?> owner = helpers.submit(() -> {
            fetchAsOwner(new Source());
            return null;
        });
        fail.countDown();
        assertThatThrownBy(helper::get).hasCauseInstanceOf(Transient.class);
        split.exclude("worker_2");
        owner.get();
        assertThat(freed).hasValue(1);
        assertThat(split.wants("worker_2")).isFalse();
        split.close();
        assertWhole();
        assertThat(reports.stream().mapToLong(Long::longValue).sum())
                .as("what was received twice counts once")
                .isEqualTo(GRID.size());
    }

    @Test
    void of_a_range_that_is_cut_short_each_complete_chunk_counts_and_only_the_others_are_fetched_again()
            throws Exception {
        ChunkRun run = split.take().orElseThrow();
        assertThat(run).isEqualTo(new ChunkRun(0, 2));
        Source cut = new Source() {
            @Override
            public RangeDownload start(long offset, long length, Duration stall, LongConsumer heard) {
                heard.accept(length - 1);
                return new Download(length - 1);
            }
        };
        assertThatThrownBy(() -> split.fetch(run, cut, STALL)).isInstanceOf(InterruptedException.class);
        assertThat(chunkedFile.whole()).isEqualTo(BitSet.valueOf(new long[] {0b1}));
        assertThat(split.take()).as("the other one is free").contains(new ChunkRun(1, 2));
        assertThat(freed).hasValue(1);
    }

    @Test
    void what_comes_while_a_range_fails_counts_too() throws Exception {
        ChunkRun run = split.take().orElseThrow();
        Source failing = new Source() {
            @Override
            public RangeDownload start(long offset, long length, Duration stall, LongConsumer heard) {
                return new Download(length) {
                    @Override
                    public void await(long bytes) throws TelegramFailure {
                        throw new Transient("no");
                    }
                };
            }
        };
        assertThatThrownBy(() -> split.fetch(run, failing, STALL)).isInstanceOf(Transient.class);
        assertThat(chunkedFile.whole()).isEqualTo(BitSet.valueOf(new long[] {0b11}));
        assertThat(split.take()).contains(new ChunkRun(2, 2));
    }

    @Test
    void when_the_owner_gives_up_a_helper_is_called_off_and_can_go_on_elsewhere() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Boolean> helper = helpers.submit(() -> {
            try {
                fetchAsHelper(new Source() {
                    @Override
                    public RangeDownload start(long offset, long length, Duration stall, LongConsumer heard)
                            throws InterruptedException {
                        begun.countDown();
                        new CountDownLatch(1).await();
                        throw new AssertionError("never reached");
                    }
                });
            } catch (InterruptedException e) {
                assertThat(split.hasEnded()).isTrue();
            }
            return Thread.currentThread().isInterrupted();
        });
        begun.await();
        assertThat(split.wants("worker_3")).isTrue();
        assertThat(split.wants("worker_1")).as("its own client is at it").isFalse();
        split.close();
        assertThat(helper.get()).as("still interrupted").isFalse();
        assertThat(split.wants("worker_3")).isFalse();
        assertThat(split.join()).as("nobody joins any more").isFalse();
        assertThat(split.take()).isEmpty();
        assertThat(chunkedFile.whole().isEmpty()).isTrue();
    }
}
