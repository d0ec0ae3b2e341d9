package dev.tgarchiver.download.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.PostLookups;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.Transfer;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.FakeTime;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many calls the posts of a worker's files cost, and when they are made. */
final class PostPrefetcherTest {

    private static final int BACKLOG = PostPrefetcher.BACKLOG.files();
    private static final int BURST = 5;

    private final FakeTime time = new FakeTime();
    private final Throttle throttle = new Throttle(new TokenBucket(2, BURST, time), new FloodGate(time, () -> 0), time);
    private final MadeUpPending pending = new MadeUpPending();
    private final DownloadQueue queue = new DownloadQueue(pending, 1_000, 0, 0, Duration.ofMinutes(2), time);
    private final Source source = new Source();
    private final PostPrefetcher prefetcher = new PostPrefetcher("worker_1", 1, source, queue, throttle);

    @BeforeEach
    void end() {
        queue.discoveryEnded();
    }

    /** Remembers what it was asked for, and forgets what was fetched. */
    private static final class Source implements MediaSource, PostLookups {
        private final List<List<PostId>> calls = new ArrayList<>();
        private final Set<PostId> known = new HashSet<>();

        @Override
        public FetchedFile fetch(PostId post, Media expected, Duration stall, Transfer transfer) {
            throw new AssertionError("nothing is fetched here");
        }

        @Override
        public PostLookups lookups() {
            return this;
        }

        @Override
        public void lookUp(List<PostId> posts) {
            assertThat(posts).doesNotHaveDuplicates().noneMatch(known::contains);
            calls.add(posts);
            known.addAll(posts);
        }

        @Override
        public boolean knows(PostId post) {
            return known.contains(post);
        }
    }

    private void add(int files, long size) {
        for (int id = 1; id <= files; id++) {
            pending.add(id, size, id);
        }
    }

    private PendingFile begin() throws TrackerFailure, InterruptedException {
        Task.Fetch task = (Task.Fetch)
                queue.take(new MadeUpTaker(true, () -> true, false)).orElseThrow();
        prefetcher.prepare(task.file());
        source.known.remove(task.file().origin());
        return task.file();
    }

    private void begin(int files) throws TrackerFailure, InterruptedException {
        for (int i = 0; i < files; i++) {
            PendingFile unused = begin();
        }
    }

    @Test
    void a_file_and_those_that_come_next_cost_one_call() throws Exception {
        add(1_000, 100_000);
        begin(1);
        assertThat(source.calls).hasSize(1);
        assertThat(source.calls.get(0)).hasSize(1 + BACKLOG).contains(new PostId(-1, 1), new PostId(-1, 2));
        begin(BACKLOG / 2 - 1);
        assertThat(source.calls).hasSize(1);
    }

    @Test
    void the_next_ones_are_looked_up_before_the_worker_has_none_left() throws Exception {
        add(1_000, 100_000);
        begin(1 + BACKLOG / 2);
        assertThat(source.calls).hasSize(2);
        assertThat(source.calls.get(1)).hasSize(BACKLOG / 2);
        begin(BACKLOG);
        assertThat(source.calls).hasSize(4);
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void only_a_file_whose_post_is_unknown_waits_for_a_call() throws Exception {
        add(1_000, 100_000);
        for (int i = 0; i < BURST; i++) {
            throttle.acquire(TokenBucket.Use.WALK);
        }
        begin(1);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(500));
        begin(BACKLOG);
        assertThat(source.calls).as("it costs no waiting").hasSize(1);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(500));
        begin(1);
        assertThat(source.calls).hasSize(2);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void songs_are_looked_up_a_few_at_a_time_and_in_good_time() throws Exception {
        add(100, 6_500_000);
        begin(1);
        assertThat(source.calls.get(0)).hasSize(1 + 11);
        begin(6);
        assertThat(source.calls).hasSize(2);
        assertThat(source.calls.get(1)).hasSize(5);
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void the_calls_are_known_beforehand() {
        assertThat(PostPrefetcher.calls(0, 0)).isZero();
        assertThat(PostPrefetcher.calls(1, 10_000_000_000L)).isEqualTo(1);
        assertThat(PostPrefetcher.calls(3_200, 320_000_000)).isEqualTo(100);
        assertThat(PostPrefetcher.calls(100, 100 * PostPrefetcher.BACKLOG.bytes()))
                .isEqualTo(100);
        assertThat(PostPrefetcher.calls(100, 100 * PostPrefetcher.BACKLOG.bytes() / 10))
                .isEqualTo(20);
    }

    @Test
    void nothing_begins_while_telegram_wants_everybody_to_wait() throws Exception {
        add(1_000, 100_000);
        begin(1);
        throttle.floodWait(new TelegramFailure.FloodWait(Duration.ofSeconds(10)));
        begin(1);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void large_files_are_looked_up_by_themselves() throws Exception {
        add(10, PostPrefetcher.BACKLOG.bytes());
        begin(3);
        assertThat(source.calls).hasSize(2);
        assertThat(source.calls.get(0)).hasSize(2);
    }

    @Test
    void files_of_another_chat_are_looked_up_when_it_is_their_turn() throws Exception {
        add(10, 100_000);
        Media media = new Media(MediaKind.DOCUMENT, "x", 1, "", "", "", "", 0, 0, 0);
        pending.files.add(new PendingFile(11, new PostId(-2, 1), media, MadeUpPending.START, 0));
        begin(2);
        assertThat(source.calls).hasSize(2);
        assertThat(source.calls.get(0)).containsExactly(new PostId(-2, 1));
        assertThat(source.calls.get(1)).hasSize(10).allMatch(post -> post.chatId() == -1);
    }
}
