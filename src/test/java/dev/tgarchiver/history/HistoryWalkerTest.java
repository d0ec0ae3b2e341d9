package dev.tgarchiver.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.FakeTime;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.Walked;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HistoryWalkerTest {

    private static final long CHAT = -1_000_000_000_001L;

    @TempDir
    private Path folder;

    private final FakeTime time = new FakeTime();
    private final FakeHistory history = new FakeHistory();
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> pagesWithoutACaption = new ArrayList<>();
    private Tracker tracker;
    private HistoryWalker walker;

    @BeforeEach
    void open() throws TrackerFailure {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        tracker.remember(new Channel(CHAT, "Some", Optional.of("some"), Channel.Type.CHANNEL), taken -> "Some");
        walker = walker(true);
    }

    private HistoryWalker walker(boolean readAhead) {
        return walker(readAhead, DiscoverySink.NONE);
    }

    private HistoryWalker walker(boolean readAhead, DiscoverySink sink) {
        return new HistoryWalker(
                history,
                tracker,
                new PacedCalls(
                        new Throttle(new TokenBucket(2, 5, time), new FloodGate(time, () -> 0), time),
                        new Backoff(3, Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 1),
                        this::onEvent,
                        time),
                sink,
                this::onEvent,
                readAhead);
    }

    @AfterEach
    void close() throws TrackerFailure {
        tracker.close();
    }

    /** The walk waits for the next request after each page: without reading ahead it would wait for ever. */
    @Test
    @Timeout(60)
    void the_next_page_is_requested_while_one_is_recorded() throws Exception {
        history.add(1, 500);
        AtomicInteger recorded = new AtomicInteger();
        DiscoverySink sink = new DiscoverySink() {
            @Override
            public void recorded(int posts, int files) {
                // The first page is the newest post; nothing follows the last one, and nothing is requested beyond it.
                int page = recorded.incrementAndGet();
                if (page > 1 && page < 7) {
                    await().until(() -> history.older.get() > page);
                }
            }

            @Override
            public void walked() {}
        };
        walker(true, sink).walk(channel(), WalkBounds.NONE, () -> false);

        assertThat(recorded()).isEqualTo(500);
        assertThat(recorded).hasValue(7);
        assertThat(history.pages).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "101, 0", "1, 400", "150, 349", "150, 150", "450, 600"})
    void reading_ahead_asks_for_no_page_more(long fromId, long toId) throws Exception {
        history.add(1, 500);
        walker = walker(false);
        walk(fromId, toId);
        int pages = history.pages;
        long posts = recorded();
        tracker.close();
        Files.delete(folder.resolve("tracker.db"));
        open();
        history.pages = 0;
        walk(fromId, toId);

        assertThat(history.pages).isEqualTo(pages);
        assertThat(recorded()).isEqualTo(posts);
        history.add(501, 900);
        history.pages = 0;
        walk(fromId, toId);
        assertThat(history.pages).isLessThanOrEqualTo(6);
    }

    private ChannelRow channel() throws TrackerFailure {
        return tracker.channel(CHAT).orElseThrow();
    }

    private void walk() throws Exception {
        walker.walk(channel(), WalkBounds.NONE, () -> false);
    }

    private static Walked upTo(long last) {
        return Walked.of(List.of(IdRange.upTo(last)));
    }

    private long recorded() throws TrackerFailure {
        return tracker.stats().total().posts();
    }

    @Test
    void walks_a_channel_to_its_beginning() throws Exception {
        history.add(1, 250);
        walk();
        assertThat(recorded()).isEqualTo(250);
        assertThat(channel().walked()).isEqualTo(upTo(250));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void no_page_on_the_way_up_ends_within_an_album(boolean upwardsFails) throws Exception {
        history.add(1, 5);
        walk();
        history.albums = true;
        history.upwardsFails = upwardsFails;
        history.add(6, 349);
        events.clear();
        walk();
        assertThat(recorded()).isEqualTo(349);
        assertThat(pagesWithoutACaption).isEmpty();
        assertThat(events.stream().filter(Event.PageWalked.class::isInstance)).hasSizeGreaterThan(3);
    }

    /** Looks into the tracker after each page, as a worker does who names a file. */
    private void onEvent(Event event) {
        events.add(event);
        if (event instanceof Event.PageWalked) {
            try {
                for (long id = 6; id <= 345; id++) {
                    Optional<Post> post = tracker.post(new PostId(CHAT, id));
                    if (post.isPresent()
                            && post.get().albumId() != 0
                            && tracker.caption(post.get()).isEmpty()) {
                        pagesWithoutACaption.add(id);
                    }
                }
            } catch (TrackerFailure e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void an_empty_channel_is_complete_too() throws Exception {
        walk();
        assertThat(channel().walked().isComplete()).isTrue();
    }

    @Test
    void believes_that_there_is_nothing_older_only_when_it_is_said_twice() throws Exception {
        history.add(5, 150);
        history.emptyAnswers = 1;
        walk();
        assertThat(recorded()).isEqualTo(146);
        assertThat(channel().walked()).isEqualTo(upTo(150));
    }

    @Test
    void a_later_walk_asks_only_for_what_is_new() throws Exception {
        history.add(1, 250);
        walk();
        int before = history.pages;
        walk();
        assertThat(history.pages - before).isZero();
        history.add(251, 480);
        walk();
        assertThat(recorded()).isEqualTo(480);
        assertThat(channel().walked()).isEqualTo(upTo(480));
    }

    @Test
    void goes_on_where_an_interrupted_walk_stopped() throws Exception {
        history.add(1, 1000);
        int[] pages = {0};
        walker.walk(channel(), WalkBounds.NONE, () -> ++pages[0] > 4);
        long sofar = recorded();
        assertThat(sofar).isBetween(100L, 500L);
        assertThat(channel().walked().isComplete()).isFalse();
        int asked = history.pages;
        walk();
        assertThat(recorded()).isEqualTo(1000);
        assertThat(history.pages - asked).as("no page is walked twice").isLessThanOrEqualTo(8);
    }

    @Test
    void new_posts_are_taken_before_the_first_walk_goes_on() throws Exception {
        history.add(1, 500);
        int[] pages = {0};
        walker.walk(channel(), WalkBounds.NONE, () -> ++pages[0] > 3);
        history.add(501, 620);
        walk();
        assertThat(recorded()).isEqualTo(620);
        assertThat(channel().walked()).isEqualTo(upTo(620));
    }

    @Test
    void reaches_what_is_new_from_the_top_when_it_cannot_from_below() throws Exception {
        history.add(1, 50);
        walk();
        history.add(51, 400);
        history.upwardsFails = true;
        walk();
        assertThat(recorded()).isEqualTo(400);
        assertThat(channel().walked()).isEqualTo(upTo(400));
    }

    @Test
    void reaches_what_is_new_when_the_first_page_begins_below_it() throws Exception {
        history.add(1, 300);
        history.end = 250;
        walk();
        assertThat(recorded()).isEqualTo(300);
        assertThat(channel().walked()).isEqualTo(upTo(300));
    }

    @Test
    void walks_what_came_into_an_empty_channel() throws Exception {
        walk();
        history.add(1, 250);
        walk();
        assertThat(recorded()).isEqualTo(250);
        assertThat(channel().walked()).isEqualTo(upTo(250));
    }

    @Test
    void never_skips_what_it_cannot_reach_today() throws Exception {
        history.add(1, 250);
        walk();
        history.add(251, 300);
        history.end = 260;
        history.upwardsFails = true;
        walk();
        assertThat(channel().walked().newest()).isEqualTo(260);
        history.end = Long.MAX_VALUE;
        walk();
        assertThat(recorded()).isEqualTo(300);
    }

    private void walk(long fromId, long toId) throws Exception {
        walker.walk(channel(), new WalkBounds(fromId, toId, Optional.empty(), Optional.empty()), () -> false);
    }

    private void assertWalked(long... ends) throws Exception {
        List<IdRange> ranges = new ArrayList<>();
        for (int i = 0; i < ends.length; i += 2) {
            ranges.add(new IdRange(ends[i], ends[i + 1]));
        }
        Walked walked = channel().walked();
        assertThat(walked).isEqualTo(new Walked(ranges));
        Set<Long> recorded = new TreeSet<>();
        for (Post post : history.posts) {
            if (tracker.post(post.id()).isPresent()) {
                recorded.add(post.id().messageId());
            }
        }
        assertThat(recorded)
                .as("what is recorded")
                .isEqualTo(history.posts.stream()
                        .map(post -> post.id().messageId())
                        .filter(walked::has)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void a_bounded_walk_begins_at_the_upper_bound_and_ends_at_the_lower_one() throws Exception {
        history.add(1, 10_000);
        walk(5_001, 5_500);
        assertWalked(5_001, 5_500);
        assertThat(history.pages).isLessThanOrEqualTo(6);
        assertThat(channel().newest()).isEqualTo(10_000);
        walk(5_001, 5_500);
        walk(5_100, 5_200);
        assertThat(history.pages).as("nothing is walked twice").isLessThanOrEqualTo(6);
    }

    @Test
    void ranges_that_overlap_or_touch_become_one() throws Exception {
        history.add(1, 2_000);
        walk(501, 700);
        walk(901, 1_000);
        assertWalked(501, 700, 901, 1_000);
        int pages = history.pages;
        walk(601, 950);
        assertWalked(501, 1_000);
        assertThat(history.pages - pages).isLessThanOrEqualTo(3);
        walk(0, 500);
        assertWalked(0, 1_000);
        walk(1_001, 0);
        assertWalked(0, 2_000);
    }

    @Test
    void an_unbounded_walk_walks_the_rest_and_nothing_twice() throws Exception {
        history.add(1, 3_000);
        walk(1_001, 1_100);
        walk(2_001, 2_990);
        int pages = history.pages;
        int given = history.given;
        walk();
        assertThat(channel().walked()).isEqualTo(upTo(3_000));
        assertThat(recorded()).isEqualTo(3_000);
        assertThat(history.given - given).as("posts that came").isLessThanOrEqualTo(10 + 900 + 1_000 + 2 * 99);
        assertThat(history.pages - pages).isLessThanOrEqualTo(1 + 10 + 11 + 1);
        history.add(3_001, 3_005);
        walk();
        assertThat(channel().walked()).isEqualTo(upTo(3_005));
    }

    @Test
    void a_lower_bound_alone_is_walked_from_the_end() throws Exception {
        history.add(1, 1_000);
        walk(951, 0);
        assertWalked(951, 1_000);
        history.add(1_001, 1_250);
        walk(951, 0);
        assertWalked(951, 1_250);
        history.add(1_251, 5_000);
        walk(4_901, 0);
        assertWalked(951, 1_250, 4_901, 5_000);
        walk();
        assertThat(channel().walked()).isEqualTo(upTo(5_000));
    }

    @Test
    void an_interrupted_bounded_walk_resumes() throws Exception {
        history.add(1, 5_000);
        int[] pages = {0};
        WalkBounds bounds = new WalkBounds(1_001, 2_000, Optional.empty(), Optional.empty());
        walker.walk(channel(), bounds, () -> ++pages[0] > 4);
        assertThat(channel().walked().gaps(1_001, 2_000)).hasSize(1);
        assertThat(channel().walked().newest()).isEqualTo(2_000);
        int asked = history.pages;
        walker.walk(channel(), bounds, () -> false);
        assertWalked(1_001, 2_000);
        assertThat(history.pages - asked).isLessThanOrEqualTo(7);
    }

    @Test
    void dates_are_bounds_too_and_a_post_of_that_second_is_within() throws Exception {
        history.add(1, 4_000);
        Instant since = Instant.ofEpochSecond(1_700_000_000 + 1_000);
        walker.walk(
                channel(), new WalkBounds(0, 0, Optional.of(since), Optional.of(since.plusSeconds(200))), () -> false);
        assertWalked(1_000, 1_200);
        assertThat(history.pages).isLessThanOrEqualTo(5);
        walker.walk(
                channel(),
                new WalkBounds(0, 0, Optional.of(since.plusMillis(100_500)), Optional.of(since.plusSeconds(250))),
                () -> false);
        assertWalked(1_000, 1_250);
        walker.walk(
                channel(), new WalkBounds(0, 0, Optional.empty(), Optional.of(Instant.ofEpochSecond(5))), () -> false);
        assertWalked(1_000, 1_250);
        walker.walk(
                channel(), new WalkBounds(0, 0, Optional.of(Instant.ofEpochSecond(5)), Optional.empty()), () -> false);
        assertThat(channel().walked()).isEqualTo(upTo(4_000));
    }

    @Test
    void an_album_at_the_lower_bound_is_taken_as_a_whole() throws Exception {
        history.albums = true;
        history.add(1, 500);
        walk(300, 400);
        assertThat(channel().walked()).isEqualTo(new Walked(List.of(new IdRange(300, 400))));
        assertThat(tracker.post(new PostId(CHAT, 296))).isPresent();
        assertThat(tracker.post(new PostId(CHAT, 295))).isEmpty();
        walk();
        assertThat(recorded()).isEqualTo(500);
        assertThat(channel().walked()).isEqualTo(upTo(500));
    }

    @Test
    void bounds_where_there_are_no_posts_cost_little_and_are_kept_to() throws Exception {
        history.add(1, 300);
        history.posts.removeIf(post -> post.id().messageId() > 100 && post.id().messageId() <= 200);
        walk(120, 180);
        assertWalked(120, 180);
        walk(5_000, 6_000);
        assertWalked(120, 180);
        walk(0, 50);
        assertWalked(0, 50, 120, 180);
        walk();
        assertThat(channel().walked()).isEqualTo(upTo(300));
        assertThat(recorded()).isEqualTo(200);
    }

    @Test
    void waits_out_a_flood_wait_and_counts_no_attempt() throws Exception {
        history.add(1, 10);
        for (int i = 0; i < 5; i++) {
            history.failures.add(new TelegramFailure.FloodWait(Duration.ofSeconds(30)));
        }
        walk();
        assertThat(recorded()).isEqualTo(10);
        assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(150));
        assertThat(events).filteredOn(Event.FloodWait.class::isInstance).hasSize(5);
    }

    @Test
    void tries_again_after_passing_trouble_but_not_for_ever() throws Exception {
        history.add(1, 10);
        history.failures.add(new TelegramFailure.Transient("hiccup"));
        history.failures.add(new TelegramFailure.Transient("hiccup"));
        walk();
        assertThat(recorded()).isEqualTo(10);

        history.add(11, 12);
        for (int i = 0; i < 3; i++) {
            history.failures.add(new TelegramFailure.Transient("hiccup"));
        }
        assertThatThrownBy(this::walk)
                .isInstanceOf(TelegramFailure.Transient.class)
                .hasMessage("hiccup");
    }

    /** A history in memory, with Telegram's habits: the first answer is one post, pages are short. */
    private static final class FakeHistory implements HistorySource {
        private static final int PAGE = 99;

        private final TreeSet<Post> posts = new TreeSet<>(Comparator.comparing(Post::id));
        private final List<TelegramFailure> failures = new ArrayList<>();
        private boolean upwardsFails;

        /** From where pages from the end begin. */
        private long end = Long.MAX_VALUE;

        private int emptyAnswers;
        private final AtomicInteger older = new AtomicInteger();
        private int pages;
        private int given;

        void add(int first, int last) {
            IntStream.rangeClosed(first, last).mapToObj(this::post).forEach(posts::add);
        }

        /** Albums of ten, each with its caption at its last post. */
        private boolean albums;

        private Post post(long id) {
            String text = !albums || id % 10 == 5 ? "Post " + id : "";
            Instant date = Instant.ofEpochSecond(1_700_000_000 + id);
            return new Post(
                    new PostId(CHAT, id),
                    date,
                    Optional.empty(),
                    "text",
                    text,
                    "",
                    albums ? (id + 4) / 10 : 0,
                    0,
                    0,
                    0,
                    "",
                    Optional.empty());
        }

        private void fail() throws TelegramFailure {
            if (!failures.isEmpty()) {
                throw failures.remove(0);
            }
        }

        @Override
        public long refresh(long chatId, long known) throws TelegramFailure {
            fail();
            return posts.isEmpty() ? 0 : posts.last().id().messageId();
        }

        @Override
        public List<Post> older(long chatId, long before) throws TelegramFailure {
            fail();
            pages++;
            older.incrementAndGet();
            if (emptyAnswers > 0 && before != 0) {
                emptyAnswers--;
                return List.of();
            }
            List<Post> page = posts.descendingSet().stream()
                    .filter(post -> post.id().messageId() <= (before == 0 ? end : before - 1))
                    .limit(before == 0 ? 1 : PAGE)
                    .toList();
            given += page.size();
            return page;
        }

        @Override
        public long lastUntil(long chatId, Instant date) throws TelegramFailure {
            fail();
            pages++;
            return posts.stream()
                    .filter(post -> !post.date().isAfter(date))
                    .mapToLong(post -> post.id().messageId())
                    .max()
                    .orElse(0);
        }

        @Override
        public List<Post> newer(long chatId, long after) throws TelegramFailure {
            fail();
            pages++;
            List<Post> page = new ArrayList<>(posts.stream()
                    .filter(post -> post.id().messageId() > after && !upwardsFails)
                    .limit(PAGE)
                    .toList());
            java.util.Collections.reverse(page);
            given += page.size();
            return page;
        }
    }
}
