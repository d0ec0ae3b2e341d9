package dev.tgarchiver.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.Post;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.throttle.Backoff;
import dev.tgarchiver.throttle.FakeTime;
import dev.tgarchiver.throttle.FloodGate;
import dev.tgarchiver.throttle.Throttle;
import dev.tgarchiver.throttle.TokenBucket;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Cursor;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HistoryWalkerTest {

    private static final long CHAT = -1_000_000_000_001L;

    @TempDir
    private Path folder;

    private final FakeTime time = new FakeTime();
    private final FakeHistory history = new FakeHistory();
    private final List<Event> events = new ArrayList<>();
    private final List<Long> pagesWithoutACaption = new ArrayList<>();
    private Tracker tracker;
    private HistoryWalker walker;

    @BeforeEach
    void open() throws TrackerFailure {
        tracker = Tracker.open(folder.resolve("tracker.db"));
        tracker.remember(new Channel(CHAT, "Some", Optional.of("some"), Channel.Type.CHANNEL), taken -> "Some");
        walker = new HistoryWalker(
                history,
                tracker,
                new Throttle(new TokenBucket(2, 5, time), new FloodGate(time, () -> 0), time),
                new Backoff(3, Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 1),
                this::onEvent,
                time);
    }

    @AfterEach
    void close() throws TrackerFailure {
        tracker.close();
    }

    private ChannelRow channel() throws TrackerFailure {
        return tracker.channel(CHAT).orElseThrow();
    }

    private void walk() throws Exception {
        walker.walk(channel(), () -> false);
    }

    private long recorded() throws TrackerFailure {
        return tracker.stats().total().posts();
    }

    @Test
    void walks_a_channel_to_its_beginning() throws Exception {
        history.add(1, 250);
        walk();
        assertThat(recorded()).isEqualTo(250);
        assertThat(channel().cursor()).isEqualTo(new Cursor(250, 1, true));
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
        assertThat(channel().cursor().complete()).isTrue();
    }

    @Test
    void believes_that_there_is_nothing_older_only_when_it_is_said_twice() throws Exception {
        history.add(5, 150);
        history.emptyAnswers = 1;
        walk();
        assertThat(recorded()).isEqualTo(146);
        assertThat(channel().cursor()).isEqualTo(new Cursor(150, 5, true));
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
        assertThat(channel().cursor()).isEqualTo(new Cursor(480, 1, true));
    }

    @Test
    void goes_on_where_an_interrupted_walk_stopped() throws Exception {
        history.add(1, 1000);
        int[] pages = {0};
        walker.walk(channel(), () -> ++pages[0] > 4);
        long sofar = recorded();
        assertThat(sofar).isBetween(100L, 500L);
        Cursor cursor = channel().cursor();
        assertThat(cursor.complete()).isFalse();
        int asked = history.pages;
        walk();
        assertThat(recorded()).isEqualTo(1000);
        assertThat(history.pages - asked).as("no page is walked twice").isLessThanOrEqualTo(8);
    }

    @Test
    void new_posts_are_taken_before_the_first_walk_goes_on() throws Exception {
        history.add(1, 500);
        int[] pages = {0};
        walker.walk(channel(), () -> ++pages[0] > 3);
        history.add(501, 620);
        walk();
        assertThat(recorded()).isEqualTo(620);
        assertThat(channel().cursor()).isEqualTo(new Cursor(620, 1, true));
    }

    @Test
    void reaches_what_is_new_from_the_top_when_it_cannot_from_below() throws Exception {
        history.add(1, 50);
        walk();
        history.add(51, 400);
        history.upwardsFails = true;
        walk();
        assertThat(recorded()).isEqualTo(400);
        assertThat(channel().cursor()).isEqualTo(new Cursor(400, 1, true));
    }

    @Test
    void reaches_what_is_new_when_the_first_page_begins_below_it() throws Exception {
        history.add(1, 300);
        history.end = 250;
        walk();
        assertThat(recorded()).isEqualTo(300);
        assertThat(channel().cursor()).isEqualTo(new Cursor(300, 1, true));
    }

    @Test
    void walks_what_came_into_an_empty_channel() throws Exception {
        walk();
        history.add(1, 250);
        walk();
        assertThat(recorded()).isEqualTo(250);
        assertThat(channel().cursor()).isEqualTo(new Cursor(250, 1, true));
    }

    @Test
    void never_skips_what_it_cannot_reach_today() throws Exception {
        history.add(1, 250);
        walk();
        history.add(251, 300);
        history.end = 260;
        history.upwardsFails = true;
        walk();
        assertThat(channel().cursor().newest()).isEqualTo(260);
        history.end = Long.MAX_VALUE;
        walk();
        assertThat(recorded()).isEqualTo(300);
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
        private int pages;

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
            if (emptyAnswers > 0 && before != 0) {
                emptyAnswers--;
                return List.of();
            }
            return posts.descendingSet().stream()
                    .filter(post -> post.id().messageId() <= (before == 0 ? end : before - 1))
                    .limit(before == 0 ? 1 : PAGE)
                    .toList();
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
            return page;
        }
    }
}
