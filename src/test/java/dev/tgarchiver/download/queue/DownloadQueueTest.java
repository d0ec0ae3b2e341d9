package dev.tgarchiver.download.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.time.FakeTime;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class DownloadQueueTest {

    private static final Instant START = MadeUpPending.START;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final MadeUpPending pending = new MadeUpPending();
    private final Waits time = new Waits();

    private DownloadQueue queue(int capacity, long maxFiles) {
        return new DownloadQueue(pending, capacity, maxFiles, 0, PATIENCE, time);
    }

    private DownloadQueue walked(int capacity, long maxFiles) {
        DownloadQueue queue = queue(capacity, maxFiles);
        queue.discoveryEnded();
        return queue;
    }

    @Test
    void gives_the_smallest_first_and_the_older_first_among_equals() throws Exception {
        pending.add(1, 500, 3);
        pending.add(2, 100, 9);
        pending.add(3, 500, 1);
        pending.add(4, 300, 5);
        DownloadQueue queue = walked(10, 0);
        assertThat(drain(queue)).containsExactly(2L, 4L, 3L, 1L);
    }

    @Test
    void holds_no_more_than_its_window_and_is_filled_anew() throws Exception {
        for (int id = 1; id <= 25; id++) {
            pending.add(id, id, 0);
        }
        DownloadQueue queue = walked(4, 0);
        assertThat(drain(queue)).containsExactlyElementsOf(ids(1, 25));
        assertThat(pending.largestRequest).isLessThanOrEqualTo(4 + 1);
    }

    @Test
    @Timeout(20)
    void who_has_nothing_to_do_is_served_before_who_has() throws Exception {
        DownloadQueue queue = new DownloadQueue(pending, 10, 0, 0, PATIENCE, Time.SYSTEM);
        CompletableFuture<Optional<Task>> busy = new CompletableFuture<>();
        CompletableFuture<Optional<Task>> idle = new CompletableFuture<>();
        Thread busyThread = taking(queue, false, busy);
        Thread idleThread = taking(queue, true, idle);
        for (Thread thread : List.of(busyThread, idleThread)) {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
        pending.add(1, 100, 0);
        queue.discovered();
        assertThat(idle.get().map(task -> ((Task.Fetch) task).file().id())).contains(1L);
        assertThat(busy).isNotDone();
        pending.add(2, 100, 0);
        queue.discovered();
        assertThat(busy.get().map(task -> ((Task.Fetch) task).file().id())).contains(2L);
    }

    private static Thread taking(DownloadQueue queue, boolean isIdle, CompletableFuture<Optional<Task>> taken) {
        Thread thread = new Thread(() -> {
            try {
                taken.complete(queue.take(new MadeUpTaker(isIdle, () -> true, false)));
            } catch (TrackerFailure | InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void who_may_not_begin_waits_until_it_may() throws Exception {
        pending.add(1, 100, 0);
        AtomicBoolean may = new AtomicBoolean();
        time.then(() -> may.set(true));
        DownloadQueue queue = queue(10, 0);
        Optional<Task> task = queue.take(new MadeUpTaker(true, may::get, false));
        assertThat(task.map(taken -> ((Task.Fetch) taken).file().id())).contains(1L);
        assertThat(may).isTrue();
    }

    @Test
    void who_may_not_begin_does_not_end_the_queue() throws Exception {
        pending.add(1, 100, 0);
        DownloadQueue queue = walked(10, 0);
        List<Long> others = new ArrayList<>();
        time.then(() -> {
            try {
                others.addAll(drain(queue));
            } catch (TrackerFailure | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Optional<Task> task = queue.take(new MadeUpTaker(true, () -> false, false));
        assertThat(task).isEmpty();
        assertThat(others).containsExactly(1L);
    }

    private static final WorkerBacklogs.Room ROOM = new WorkerBacklogs.Room(4, 1_000_000_000);

    private static MadeUpTaker worker(int number) {
        return new MadeUpTaker("worker_" + number, false, () -> true, false);
    }

    private static List<Long> idsOf(List<PendingFile> files) {
        return files.stream().map(PendingFile::id).toList();
    }

    private PendingFile taken(DownloadQueue queue, int worker) throws TrackerFailure, InterruptedException {
        return ((Task.Fetch) queue.take(worker(worker)).orElseThrow()).file();
    }

    private void addUpTo(int last, long size) {
        for (int id = 1; id <= last; id++) {
            pending.add(id, size + id, 0);
        }
    }

    @Test
    void deals_what_comes_next_to_a_worker_which_takes_it_before_any_other() throws Exception {
        addUpTo(40, 100);
        DownloadQueue queue = walked(100, 0);
        assertThat(taken(queue, 1).id()).isEqualTo(1);
        assertThat(idsOf(queue.assign("worker_1", ROOM, 2))).containsExactly(2L, 3L, 4L, 5L);
        assertThat(taken(queue, 2).id()).isEqualTo(6);
        pending.add(41, 1, 0);
        queue.discovered();
        assertThat(taken(queue, 1).id()).isEqualTo(2);
        assertThat(taken(queue, 2).id()).isEqualTo(41);
        assertThat(idsOf(queue.assign("worker_1", ROOM, 2))).containsExactly(3L, 4L, 5L, 7L);
    }

    @Test
    void every_tenth_file_that_is_dealt_is_the_one_that_has_waited_longest() throws Exception {
        for (int id = 1; id <= 60; id++) {
            pending.add(id, 1_000 - id, 0);
        }
        DownloadQueue queue = walked(100, 0);
        List<Long> dealt = idsOf(queue.assign("worker_1", new WorkerBacklogs.Room(20, 1_000_000_000), 1));
        assertThat(dealt).hasSize(20).startsWith(60L, 59L);
        assertThat(List.of(dealt.get(9), dealt.get(19))).containsExactly(1L, 2L);
    }

    @Test
    void a_hand_is_full_with_so_many_bytes() throws Exception {
        addUpTo(40, 100);
        assertThat(idsOf(walked(100, 0).assign("worker_1", new WorkerBacklogs.Room(4, 150), 1)))
                .containsExactly(1L, 2L);
    }

    @Test
    void nobody_is_dealt_more_than_an_even_share_of_what_waits() throws Exception {
        addUpTo(9, 100);
        DownloadQueue queue = walked(100, 0);
        assertThat(taken(queue, 1).id()).isEqualTo(1);
        assertThat(queue.assign("worker_1", ROOM, 3)).hasSize(3);
        assertThat(queue.assign("worker_2", ROOM, 3)).hasSize(2);
    }

    @Test
    void a_hand_is_filled_while_more_waits_than_the_window_holds() throws Exception {
        addUpTo(50, 100);
        assertThat(walked(5, 0).assign("worker_1", new WorkerBacklogs.Room(20, 1_000_000_000), 5))
                .hasSize(20);
    }

    @Test
    void what_is_dealt_counts_against_the_limit() throws Exception {
        addUpTo(40, 100);
        DownloadQueue queue = walked(100, 3);
        assertThat(taken(queue, 1).id()).isEqualTo(1);
        assertThat(idsOf(queue.assign("worker_1", ROOM, 1))).containsExactly(2L, 3L);
        assertThat(queue.limitReached()).isTrue();
    }

    @Test
    void what_is_dealt_still_waits_if_another_one_could_take_it() throws Exception {
        addUpTo(4, 5_000_000);
        DownloadQueue queue = walked(100, 0);
        assertThat(taken(queue, 1).id()).isEqualTo(1);
        assertThat(queue.assign("worker_1", ROOM, 2)).hasSize(2);
        assertThat(queue.hasFewerThan(3)).isFalse();
        assertThat(queue.hasFewerThan(4)).isTrue();
    }

    @Test
    void what_a_worker_is_soon_through_with_waits_for_nobody() throws Exception {
        addUpTo(3, 100);
        DownloadQueue queue = walked(100, 0);
        assertThat(taken(queue, 1).id()).isEqualTo(1);
        assertThat(queue.assign("worker_1", ROOM, 1)).hasSize(2);
        assertThat(queue.hasFewerThan(1)).isTrue();
    }

    @Test
    void who_finds_nothing_gets_the_first_half_of_another_ones_hand_however_small() throws Exception {
        for (long size : List.of(100L, 10_000_000L)) {
            pending.files.clear();
            addUpTo(6, size);
            DownloadQueue queue = walked(100, 0);
            assertThat(taken(queue, 1).id()).isEqualTo(1);
            assertThat(idsOf(queue.assign("worker_1", new WorkerBacklogs.Room(5, 1_000_000_000), 1)))
                    .containsExactly(2L, 3L, 4L, 5L, 6L);
            assertThat(queue.hasNone())
                    .as("a helper has something of its own to fetch")
                    .isFalse();
            // The first worker is busy with its large file.
            assertThat(taken(queue, 2).id()).isEqualTo(2);
            assertThat(taken(queue, 3).id())
                    .as("the smallest that waits, whoever has it")
                    .isEqualTo(3);
            assertThat(taken(queue, 1).id()).as("its own").isEqualTo(5);
            assertThat(taken(queue, 2).id()).isEqualTo(4);
            assertThat(taken(queue, 2).id()).as("to the last one").isEqualTo(6);
            assertThat(queue.hasNone()).isTrue();
        }
    }

    @Test
    void a_worker_that_rests_lays_its_hand_down() throws Exception {
        addUpTo(5, 100);
        DownloadQueue queue = walked(100, 0);
        PendingFile first = taken(queue, 1);
        queue.assign("worker_1", ROOM, 1);
        List<Long> others = new ArrayList<>();
        time.then(() -> {
            finish(queue, first);
            try {
                others.addAll(drain(queue));
            } catch (TrackerFailure | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(queue.take(new MadeUpTaker("worker_1", true, () -> false, false)))
                .isEmpty();
        assertThat(others).containsExactly(2L, 3L, 4L, 5L);
    }

    private DownloadQueue ofBytes(long maxBytes) {
        return new DownloadQueue(pending, 10, 0, maxBytes, PATIENCE, time);
    }

    @Test
    void gives_no_more_bytes_than_it_may() throws Exception {
        pending.add(1, 100, 0);
        pending.add(2, 150, 0);
        pending.add(3, 400, 0);
        DownloadQueue queue = ofBytes(250);
        queue.discoveryEnded();
        assertThat(queue.limitReached()).isFalse();
        assertThat(drain(queue)).containsExactly(1L, 2L);
        assertThat(queue.limitReached()).isTrue();
    }

    @Test
    void bytes_of_a_file_that_is_given_back_may_be_used_again() throws Exception {
        pending.add(1, 100, 0);
        pending.add(2, 200, 0);
        DownloadQueue queue = ofBytes(200);
        queue.discoveryEnded();
        PendingFile first = queue.take().orElseThrow();
        pending.files.removeIf(file -> file.id() == 1);
        queue.giveBack(first);
        assertThat(queue.take().map(PendingFile::id)).contains(2L);
    }

    @Test
    void a_file_of_unknown_size_counts_what_it_brought() throws Exception {
        pending.add(1, 0, 0);
        pending.add(2, 0, 1);
        pending.add(3, 100, 2);
        DownloadQueue queue = ofBytes(200);
        queue.discoveryEnded();
        PendingFile first = queue.take().orElseThrow();
        pending.files.remove(first);
        queue.finished(first, 120);
        PendingFile second = queue.take().orElseThrow();
        assertThat(second.id()).as("80 bytes are left").isEqualTo(2);
        pending.files.remove(second);
        queue.finished(second, 80);
        pending.add(4, 0, 3);
        assertThat(queue.take()).isEmpty();
        assertThat(queue.limitReached()).isTrue();
    }

    @Test
    void nothing_is_handed_out_before_there_is_something_to_choose_from() throws Exception {
        pending.add(1, 1000, 0);
        DownloadQueue queue = queue(10, 0);
        queue.holdBack(Duration.ofSeconds(5));
        time.then(queue::discovered);
        time.then(() -> {
            pending.add(2, 10, 0);
            queue.discovered();
            queue.ready();
        });
        // So that a wait can end before its time.
        time.atMost(Duration.ofSeconds(1));
        assertThat(queue.take().map(PendingFile::id)).contains(2L);
    }

    @Test
    void what_there_is_to_choose_from_is_not_waited_for_for_long() throws Exception {
        pending.add(1, 1000, 0);
        DownloadQueue queue = queue(10, 0);
        queue.holdBack(Duration.ofSeconds(5));
        assertThat(queue.take().map(PendingFile::id)).contains(1L);
        assertThat(time.elapsed).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void the_end_of_the_walk_ends_the_wait_as_well() throws Exception {
        pending.add(1, 1000, 0);
        DownloadQueue queue = queue(10, 0);
        queue.holdBack(Duration.ofSeconds(5));
        queue.discoveryEnded();
        assertThat(queue.take().map(PendingFile::id)).contains(1L);
        assertThat(time.elapsed).isZero();
    }

    @Test
    void a_file_that_is_too_large_ends_neither_the_walk_nor_the_queue_before_anything_was_taken() throws Exception {
        pending.add(1, 1000, 0);
        DownloadQueue queue = ofBytes(200);
        time.then(() -> {
            assertThat(queue.limitReached()).isFalse();
            pending.add(2, 150, 0);
            queue.discovered();
        });
        assertThat(queue.take().map(PendingFile::id)).contains(2L);
    }

    @Test
    void never_gives_a_file_to_two_workers() throws Exception {
        for (int id = 1; id <= 12; id++) {
            pending.add(id, id, 0);
        }
        DownloadQueue queue = walked(2, 0);
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            // Taken and not finished: each still stands at the head of what is pending.
            taken.add(queue.take().orElseThrow().id());
        }
        assertThat(taken).doesNotHaveDuplicates().hasSize(12);
    }

    @Test
    void takes_a_smaller_file_that_discovery_brings_before_those_in_the_window() throws Exception {
        pending.add(1, 500, 0);
        pending.add(2, 600, 0);
        DownloadQueue queue = queue(10, 0);
        assertThat(next(queue)).isEqualTo(1);
        pending.add(3, 5, 0);
        queue.discovered();
        assertThat(next(queue)).isEqualTo(3);
        assertThat(next(queue)).isEqualTo(2);
    }

    @Test
    void gives_every_tenth_time_the_file_that_has_waited_longest() throws Exception {
        pending.add(1, 1_000_000, 0);
        pending.add(2, 900_000, 0);
        for (int id = 3; id <= 40; id++) {
            pending.add(id, id, 0);
        }
        DownloadQueue queue = walked(5, 0);
        List<Long> order = drain(queue);
        assertThat(order.indexOf(1L)).isEqualTo(9);
        assertThat(order.indexOf(2L)).isEqualTo(19);
        assertThat(order).doesNotHaveDuplicates().hasSize(40);
    }

    @Test
    void does_not_starve_a_large_file_while_small_ones_keep_coming() throws Exception {
        pending.add(1, 1L << 40, 0);
        DownloadQueue queue = queue(3, 0);
        long id = 2;
        for (int taken = 1; taken <= 10; taken++, id++) {
            pending.add(id, 1, 0);
            queue.discovered();
            PendingFile file = queue.take().orElseThrow();
            finish(queue, file);
            if (file.id() == 1) {
                assertThat(taken).isEqualTo(10);
                return;
            }
        }
        throw new AssertionError("the large file was starved");
    }

    @Test
    void gives_the_next_oldest_when_the_oldest_is_under_way() throws Exception {
        pending.add(1, 1_000, 0);
        pending.add(2, 900, 0);
        for (int id = 3; id <= 30; id++) {
            pending.add(id, id, 0);
        }
        DownloadQueue queue = walked(5, 0);
        for (int taken = 1; taken <= 20; taken++) {
            PendingFile file = queue.take().orElseThrow();
            if (taken == 20) {
                assertThat(file.id()).isEqualTo(2);
            } else if (file.id() != 1) {
                finish(queue, file);
            }
        }
    }

    @Test
    void gives_no_more_files_than_the_limit() throws Exception {
        for (int id = 1; id <= 5; id++) {
            pending.add(id, id, 0);
        }
        DownloadQueue queue = walked(10, 3);
        assertThat(drain(queue)).containsExactly(1L, 2L, 3L);
        assertThat(queue.limitReached()).isTrue();
    }

    @Test
    void a_file_that_is_given_back_comes_again_and_does_not_count() throws Exception {
        pending.add(1, 1, 0);
        pending.add(2, 2, 0);
        DownloadQueue queue = walked(10, 2);
        PendingFile first = queue.take().orElseThrow();
        queue.giveBack(first);
        assertThat(queue.limitReached()).isFalse();
        assertThat(drain(queue)).containsExactly(1L, 2L);
    }

    @Test
    void at_the_limit_it_waits_for_a_running_file_that_may_come_back() throws Exception {
        pending.add(1, 1, 0);
        pending.add(2, 2, 0);
        DownloadQueue queue = walked(10, 1);
        PendingFile first = queue.take().orElseThrow();
        time.then(() -> queue.giveBack(first));
        assertThat(next(queue)).isEqualTo(1);
    }

    @Test
    void ends_when_nothing_is_left_and_discovery_has_ended() throws Exception {
        assertThat(walked(10, 0).take()).isEmpty();
    }

    @Test
    void waits_for_discovery_while_that_goes_on() throws Exception {
        DownloadQueue queue = queue(10, 0);
        time.then(() -> {
            pending.add(1, 1, 0);
            queue.discovered();
        });
        PendingFile file = queue.take().orElseThrow();
        assertThat(file.id()).isEqualTo(1);
        finish(queue, file);
        time.then(queue::discoveryEnded);
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void a_file_that_becomes_due_while_it_is_looked_for_is_not_overlooked() throws Exception {
        pending.add(1, 100, 0);
        pending.due.put(1L, START.plusMillis(5));
        pending.looking = () -> time.elapsed = time.elapsed.plusMillis(10);
        assertThat(drain(walked(10, 0))).containsExactly(1L);
    }

    @Test
    void waits_for_a_retry_that_is_due_soon() throws Exception {
        pending.add(1, 1, 0);
        pending.due.put(1L, START.plusSeconds(90));
        DownloadQueue queue = walked(10, 0);
        assertThat(next(queue)).isEqualTo(1);
        assertThat(time.now()).isBetween(START.plusSeconds(90), START.plusSeconds(91));
    }

    @Test
    void does_not_wait_for_a_retry_that_is_far_away() throws Exception {
        pending.add(1, 1, 0);
        pending.due.put(1L, START.plus(PATIENCE).plusSeconds(10));
        assertThat(walked(10, 0).take()).isEmpty();
        assertThat(time.now()).isEqualTo(START);
    }

    @Test
    void takes_up_a_retry_that_becomes_due_while_others_run() throws Exception {
        pending.add(1, 1, 0);
        pending.add(2, 2, 0);
        pending.due.put(1L, START.plusSeconds(30));
        DownloadQueue queue = walked(10, 0);
        assertThat(next(queue)).isEqualTo(2);
        assertThat(next(queue)).isEqualTo(1);
    }

    @Test
    void gives_nothing_more_once_it_is_closed_and_still_takes_back() throws Exception {
        pending.add(1, 1, 0);
        pending.add(2, 2, 0);
        DownloadQueue queue = queue(10, 0);
        PendingFile first = queue.take().orElseThrow();
        queue.close();
        assertThat(queue.take()).isEmpty();
        queue.giveBack(first);
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void closing_ends_a_wait() throws Exception {
        DownloadQueue queue = queue(10, 0);
        time.then(queue::close);
        assertThat(queue.take()).isEmpty();
    }

    @Test
    @Timeout(60)
    void a_read_of_the_tracker_holds_up_nobody_who_gives_back_or_discovers() throws Exception {
        pending.add(1, 1, 1);
        pending.add(2, 2, 1);
        DownloadQueue queue = walked(10, 0);
        PendingFile first = queue.take().orElseThrow();
        queue.discovered();
        pending.looking = () -> CompletableFuture.runAsync(() -> {
                    queue.giveBack(first);
                    queue.discovered();
                    queue.wake();
                    assertThat(queue.limitReached()).isFalse();
                })
                .join();
        assertThat(next(queue)).isEqualTo(2);
        pending.looking = () -> {};
        assertThat(next(queue)).as("what was given back during the read").isEqualTo(1);
    }

    @Test
    void a_file_that_ends_during_a_read_is_not_handed_out_again() throws Exception {
        pending.add(1, 1, 1);
        pending.add(2, 2, 1);
        DownloadQueue queue = walked(10, 0);
        PendingFile first = queue.take().orElseThrow();
        queue.discovered();
        // The tracker's answer still has the file.
        pending.looking = () -> {
            pending.looking = () -> {};
            finish(queue, first);
        };
        assertThat(next(queue)).isEqualTo(2);
    }

    @Test
    void what_discovery_finds_during_a_read_is_not_waited_for() throws Exception {
        FakeTime still = new FakeTime();
        DownloadQueue queue = new DownloadQueue(pending, 10, 0, 0, PATIENCE, still);
        // The tracker's answer does not have the file.
        pending.looking = () -> {
            pending.looking = () -> {};
            pending.add(1, 1, 1);
            queue.discovered();
        };
        assertThat(next(queue)).isEqualTo(1);
        assertThat(still.elapsed()).isZero();
    }

    @Test
    void nothing_is_handed_out_when_it_is_closed_during_a_read() throws Exception {
        pending.add(1, 1, 1);
        DownloadQueue queue = walked(10, 0);
        pending.looking = queue::close;
        assertThat(queue.take()).isEmpty();
    }

    private long next(DownloadQueue queue) throws TrackerFailure, InterruptedException {
        return queue.take().orElseThrow().id();
    }

    private List<Long> drain(DownloadQueue queue) throws TrackerFailure, InterruptedException {
        List<Long> taken = new ArrayList<>();
        for (Optional<PendingFile> file = queue.take(); file.isPresent(); file = queue.take()) {
            taken.add(file.get().id());
            finish(queue, file.get());
        }
        return taken;
    }

    private void finish(DownloadQueue queue, PendingFile file) {
        pending.files.remove(file);
        queue.finished(file, file.media().size());
    }

    /** Where ids tell size and age alike, ageing changes nothing. */
    private static List<Long> ids(long from, long to) {
        List<Long> ids = new ArrayList<>();
        for (long id = from; id <= to; id++) {
            ids.add(id);
        }
        return ids;
    }

    /** Whoever waits makes time go by, and what was arranged happens meanwhile. */
    private static final class Waits implements Time {

        private final Deque<Runnable> events = new ArrayDeque<>();
        private Duration elapsed = Duration.ZERO;
        private Duration longest = Duration.ofDays(1);
        private int waits;

        void then(Runnable event) {
            events.add(event);
        }

        /** No wait takes longer from now on. */
        void atMost(Duration length) {
            longest = length;
        }

        @Override
        public Instant now() {
            return START.plus(elapsed);
        }

        @Override
        public long nanoTime() {
            return elapsed.toNanos();
        }

        @Override
        public void await(Object monitor, Duration patience) {
            if (++waits > 100) {
                throw new AssertionError("waits for ever");
            }
            elapsed = elapsed.plus(patience.compareTo(longest) < 0 ? patience : longest);
            Runnable event = events.poll();
            if (event != null) {
                event.run();
            }
        }
    }
}
