package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.archive.search.ChannelSearch;
import dev.tgarchiver.archive.search.PostSearch;
import dev.tgarchiver.archive.search.SelectionSearch;
import dev.tgarchiver.download.RunAbort;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.history.DiscoverySink;
import dev.tgarchiver.history.ForumTopics;
import dev.tgarchiver.history.HistoryWalker;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.ChannelFinder;
import dev.tgarchiver.telegram.HistorySource;
import dev.tgarchiver.telegram.PostFinder;
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
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiscoveryTest {

    private static final long CHAT = -1_000_000_000_001L;
    private static final int PAGE = 1000;

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private final Channel channel = new Channel(CHAT, "Some", Optional.of("some"), Channel.Type.CHANNEL);
    private RunFailures failures = new RunFailures(event -> {}, new RunAbort(() -> {}));
    private Tracker tracker;
    private Selection selection = Selection.EVERYTHING;

    @BeforeEach
    void open() throws TrackerFailure {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
    }

    @AfterEach
    void close() throws TrackerFailure {
        tracker.close();
    }

    private void record(int posts) throws TrackerFailure {
        tracker.remember(channel, taken -> "Some");
        for (int first = 1; first <= posts; first += PAGE) {
            List<Post> page = new ArrayList<>();
            for (int id = Math.min(posts, first + PAGE - 1); id >= first; id--) {
                page.add(post(id));
            }
            tracker.recordPage(CHAT, page, IdRange.upTo(posts));
        }
    }

    private static Post post(int id) {
        Media media = new Media(MediaKind.DOCUMENT, "u" + id, id, "", "", "", "", 0, 0, 0);
        return new Post(
                new PostId(CHAT, id),
                Instant.ofEpochSecond(1_700_000_000L + id),
                Optional.empty(),
                "document",
                "",
                "",
                0,
                0,
                0,
                0,
                "",
                Optional.of(media));
    }

    private void find() throws Exception {
        told.clear();
        assertThat(discovery(new NoHistory())
                        .find(
                                List.of(new ChannelRef.ChatId(Long.toString(CHAT), CHAT)),
                                new RunFiles(tracker, List.of())))
                .hasSize(1);
    }

    private Discovery discovery(HistorySource history) {
        failures = new RunFailures(event -> {}, new RunAbort(() -> {}));
        FakeTime time = new FakeTime();
        Throttle throttle = new Throttle(new TokenBucket(2, 5, time), new FloodGate(time, () -> 0), time);
        Backoff backoff = new Backoff(1, Duration.ofSeconds(1), Duration.ofSeconds(1), () -> 1);
        PacedCalls calls = new PacedCalls(throttle, backoff, event -> {}, time);
        HistoryWalker walker = new HistoryWalker(history, tracker, calls, DiscoverySink.NONE, event -> {}, true);
        PostFinder posts = (chatId, ids) -> List.of();
        ChannelSearch search = new ChannelSearch(new OneChannel(), calls);
        return new Discovery(
                search,
                new PostSearch(posts, calls),
                new ChatUpdates(new OneChannel(), tracker, calls),
                walker,
                walker,
                tracker,
                new SelectionSearch(
                        new ForumTopics(posts, tracker, calls, time),
                        tracker,
                        search,
                        (ref, found) -> selection,
                        event -> {}),
                this::onEvent,
                failures,
                false);
    }

    private void onEvent(Event event) {
        if (event instanceof Event.Notice notice) {
            try {
                // Whether the judging was still to come.
                long left = tracker.postsToJudge(CHAT, selection);
                told.add((left > 0 ? "before: " : "after: ") + notice.text());
            } catch (TrackerFailure e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Selection upTo(long size) {
        return new Selection(
                Set.of(),
                0,
                size,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                List.of(),
                List.of(),
                Roles.DEFAULT,
                List.of(),
                List.of());
    }

    @Test
    void a_changed_selection_of_many_posts_is_told_before_it_takes_its_time() throws Exception {
        record(20_000);
        find();
        selection = upTo(19_000);
        find();
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).startsWith("before: ").contains("looking through 20000 posts with files");
        assertThat(told.get(1)).startsWith("after: ").contains("1000 pending files are skipped now");
        find();
        assertThat(told).as("nothing has changed").isEmpty();
    }

    @Test
    void posts_that_are_read_again_for_what_was_left_out_take_their_time_too() throws Exception {
        record(20_000);
        find();
        selection = Selection.EVERYTHING.withRoles(new Roles(List.of("all")));
        find();
        assertThat(told.get(0))
                .startsWith("before: ")
                .endsWith(
                        "looking through 20000 posts with files and reading 20000 posts again for files that were left"
                                + " out, about 2 s");
        selection = Selection.EVERYTHING.withRoles(new Roles(List.of("main", "alternative")));
        find();
        assertThat(told.get(0)).as("their files are known").contains("with files, about");
    }

    @Test
    void of_few_posts_only_the_outcome_is_told() throws Exception {
        record(20);
        find();
        assertThat(told).isEmpty();
        selection = upTo(10);
        find();
        assertThat(told).singleElement().satisfies(text -> assertThat(text).startsWith("after: "));
    }

    @Test
    void a_channel_that_could_never_be_read_is_no_part_of_the_archive() throws Exception {
        Discovery discovery = discovery(new ClosedHistory());
        RunFiles files = new RunFiles(tracker, List.of());
        List<ChannelRow> found = discovery.find(List.of(new ChannelRef.Username("@some", "some")), files);
        assertThat(found).hasSize(1);
        discovery.walk(found, () -> false, (before, now) -> {});
        assertThat(failures.all()).hasSize(1);
        assertThat(tracker.channels()).isEmpty();
    }

    @Test
    void nor_is_one_that_a_link_to_no_post_leads_to() throws Exception {
        Discovery discovery = discovery(new NoHistory());
        ChannelRef link = ChannelRef.parse("https://t.me/some/5");
        assertThat(discovery.find(List.of(link), new RunFiles(tracker, List.of())))
                .isEmpty();
        assertThat(failures.all()).hasSize(1);
        assertThat(tracker.channels()).isEmpty();
    }

    @Test
    void a_channel_that_was_read_before_stays() throws Exception {
        record(3);
        Discovery discovery = discovery(new ClosedHistory());
        discovery.walk(tracker.channels(), () -> false, (before, now) -> {});
        assertThat(failures.all()).hasSize(1);
        assertThat(tracker.channels()).hasSize(1);
    }

    private static final class ClosedHistory implements HistorySource {
        @Override
        public long refresh(long chatId, long known) throws TelegramFailure {
            throw new TelegramFailure.NoAccess("this account is banned");
        }

        @Override
        public List<Post> older(long chatId, long before) throws TelegramFailure {
            throw new TelegramFailure.NoAccess("this account is banned");
        }

        @Override
        public long lastUntil(long chatId, Instant date) throws TelegramFailure {
            throw new TelegramFailure.NoAccess("this account is banned");
        }

        @Override
        public List<Post> newer(long chatId, long after) throws TelegramFailure {
            throw new TelegramFailure.NoAccess("this account is banned");
        }
    }

    private final class OneChannel implements ChannelFinder {
        @Override
        public Channel find(ChannelRef ref) {
            return channel;
        }

        @Override
        public List<Channel> all() {
            return List.of(channel);
        }
    }

    private static final class NoHistory implements HistorySource {
        @Override
        public long refresh(long chatId, long known) {
            return known;
        }

        @Override
        public List<Post> older(long chatId, long before) {
            return List.of();
        }

        @Override
        public long lastUntil(long chatId, Instant date) {
            return 0;
        }

        @Override
        public List<Post> newer(long chatId, long after) {
            return List.of();
        }
    }
}
