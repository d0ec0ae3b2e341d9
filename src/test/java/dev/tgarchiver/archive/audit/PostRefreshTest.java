package dev.tgarchiver.archive.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.history.DiscoverySink;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostDetail;
import dev.tgarchiver.model.post.PostThread;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakePost;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.telegram.FakeTelegram.Call;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.FakeTime;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.post.PostVersion;
import dev.tgarchiver.tracker.post.Walked;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asking again for posts that are known. */
final class PostRefreshTest {

    private static final Duration WINDOW = Duration.ofDays(2);

    private final FakeTime time = new FakeTime();
    private FakeChannel news;
    private FakeTelegram telegram;
    private Tracker tracker;
    private PostRefresh refresh;
    private final List<Event> events = new ArrayList<>();

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        telegram = new FakeTelegram(folder);
        news = telegram.channel("news");
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        tracker.remember(news.channel(), taken -> "news");
        refresh = refresh(telegram);
    }

    private PostRefresh refresh(PostFinder posts) {
        return new PostRefresh(
                posts,
                tracker,
                new PacedCalls(
                        new Throttle(new TokenBucket(1, 1, time), new FloodGate(time, () -> 0), time),
                        new Backoff(3, Duration.ofSeconds(1), Duration.ofSeconds(1), () -> 1),
                        event -> {},
                        time),
                DiscoverySink.NONE,
                events::add,
                time);
    }

    @AfterEach
    void close() throws Exception {
        tracker.close();
    }

    @Test
    void recent_posts_are_asked_for_again_and_older_ones_are_not() throws Exception {
        post("old", Duration.ofHours(49));
        post("recent", Duration.ofHours(47));
        for (int i = 1; i < PostFinder.MOST; i++) {
            post("more", Duration.ofHours(46));
        }
        record(false);
        news.edit(1, FakePost.text("old, edited"));
        news.edit(2, FakePost.text("recent, edited"));

        refresh.recent(row(), row(), WINDOW, () -> false);

        assertThat(texts(1)).containsExactly("old");
        assertThat(texts(2)).containsExactly("recent", "recent, edited");
    }

    @Test
    void a_post_that_the_walk_has_just_recorded_is_asked_for_with_the_others() throws Exception {
        post("as TDLib remembers it", Duration.ofHours(1));
        record(false);
        news.edit(1, FakePost.text("as it is"));
        refresh.recent(notWalked(), row(), WINDOW, () -> false);
        assertThat(texts(1)).containsExactly("as TDLib remembers it", "as it is");
    }

    @Test
    void old_posts_that_a_walk_left_out_before_the_newest_are_recorded() throws Exception {
        for (int i = 1; i <= 3 * PostFinder.MOST; i++) {
            post("post " + i, Duration.ofDays(9));
        }
        news.delete(2 * PostFinder.MOST - 1);
        List<Post> walked = List.of(news.required(3 * PostFinder.MOST), news.required(5));
        tracker.recordPage(news.chatId(), walked, IdRange.upTo(3 * PostFinder.MOST));

        refresh.recent(notWalked(), row(), WINDOW, () -> false);

        assertThat(tracker.standings(news.chatId(), 1, 1000)).hasSize(3 * PostFinder.MOST - 1);
        assertThat(telegram.calls(Call.POSTS)).hasSize(3);
    }

    @Test
    void old_posts_without_a_gap_before_the_newest_are_not_asked_for() throws Exception {
        post("one", Duration.ofDays(9));
        post("two", Duration.ofDays(9));
        record(false);
        refresh.recent(notWalked(), row(), WINDOW, () -> false);
        assertThat(telegram.calls(Call.POSTS)).isEmpty();
    }

    @Test
    void posts_that_no_walk_has_reached_are_for_a_walk_to_record() throws Exception {
        post("one", Duration.ofHours(2));
        post("two", Duration.ofHours(2));
        post("three", Duration.ofHours(2));
        tracker.recordPage(news.chatId(), List.of(news.required(3)), new IdRange(2, 3));
        refresh.recent(notWalked(), row(), WINDOW, () -> false);
        assertThat(tracker.standings(news.chatId(), 1, 1000))
                .extracting(PostStatus::messageId)
                .containsExactly(2L, 3L);
    }

    @Test
    void a_recent_post_that_is_gone_is_marked_because_telegram_has_others() throws Exception {
        post("first", Duration.ofHours(2));
        post("second", Duration.ofHours(1));
        record(false);
        news.delete(1);
        refresh.recent(row(), row(), WINDOW, () -> false);
        assertThat(deleted()).containsExactly(1L);
    }

    @Test
    void older_posts_show_that_the_only_recent_one_is_gone() throws Exception {
        post("old", Duration.ofDays(9));
        post("recent", Duration.ofHours(1));
        record(false);
        news.delete(2);
        refresh.recent(row(), row(), WINDOW, () -> false);
        assertThat(deleted()).containsExactly(2L);
    }

    @Test
    void an_answer_without_any_post_proves_nothing() throws Exception {
        post("first", Duration.ofHours(2));
        post("second", Duration.ofHours(1));
        record(false);
        news.delete(1, 2);
        refresh.recent(row(), row(), WINDOW, () -> false);
        assertThat(deleted()).isEmpty();
    }

    @Test
    void posts_of_an_older_archiver_are_read_whole() throws Exception {
        for (int i = 1; i <= 450; i++) {
            post("post " + i, Duration.ofDays(400));
        }
        record(true);
        assertThat(tracker.unread(news.chatId())).isEqualTo(450);

        refresh.backfill(row(), () -> false);

        assertThat(tracker.unread(news.chatId())).isZero();
        assertThat(tracker.versions(news.required(450).id())).hasSize(1);
        assertThat(tracker.versions(news.required(450).id()).get(0).json()).isPresent();
    }

    @Test
    void reading_them_ends_between_two_calls_and_goes_on_later() throws Exception {
        for (int i = 1; i <= 450; i++) {
            post("post " + i, Duration.ofDays(400));
        }
        record(true);
        int[] calls = {0};
        refresh.backfill(row(), () -> calls[0]++ > 0);
        assertThat(tracker.unread(news.chatId())).isEqualTo(250);
        refresh.backfill(row(), () -> false);
        assertThat(tracker.unread(news.chatId())).isZero();
    }

    @Test
    void whom_a_post_names_that_is_read_again_is_recorded() throws Exception {
        post("text", Duration.ofHours(1));
        record(false);
        Peer writer = new Peer(42, Peer.Kind.USER, "Bea Brown", List.of("bea"), "");
        Post named = news.required(1)
                .withDetail(
                        new PostDetail(42, 0, PostThread.NONE, 0, List.of(), List.of(), Set.of(42L), Optional.empty()));
        PostFinder finder = new PostFinder() {
            @Override
            public List<Post> find(long chatId, List<Long> ids) {
                return List.of(named);
            }

            @Override
            public List<Peer> peers(Collection<Long> ids) {
                assertThat(ids).containsExactly(42L);
                return List.of(writer);
            }
        };
        refresh(finder).recent(row(), row(), WINDOW, () -> false);
        assertThat(tracker.peer(42)).contains(writer);
    }

    @Test
    void of_a_chat_whose_numbers_others_share_known_posts_only_are_asked_for() throws Exception {
        news = telegram.add(new Channel(-4_711, "Hikers", Optional.empty(), Channel.Type.GROUP));
        tracker.remember(news.channel(), taken -> "hikers");
        post("old", Duration.ofHours(90));
        post("of another chat", Duration.ofHours(2));
        post("recent", Duration.ofHours(2));
        post("deleted", Duration.ofHours(1));
        tracker.recordPage(
                news.chatId(), List.of(news.required(4), news.required(3), news.required(1)), IdRange.upTo(4));
        news.edit(3, FakePost.text("recent, edited"));
        news.delete(4);
        List<List<Long>> asked = new ArrayList<>();
        PostFinder finder = (chatId, ids) -> {
            asked.add(ids);
            return telegram.find(chatId, ids);
        };

        refresh(finder).recent(row(), row(), WINDOW, () -> false);

        assertThat(asked).containsExactly(List.of(1L, 3L, 4L));
        assertThat(texts(3)).containsExactly("recent", "recent, edited");
        assertThat(deleted()).containsExactly(4L);
    }

    private void post(String text, Duration age) {
        news.post(FakePost.text(text).at(time.now().minus(age)));
    }

    /** @param line whether as an older archiver, which kept only the line */
    private void record(boolean line) throws Exception {
        List<Post> posts = news.posts().stream()
                .map(post -> line ? post.withDetail(PostDetail.NONE) : post)
                .toList();
        tracker.recordPage(news.chatId(), posts, IdRange.upTo(posts.size()));
    }

    /** The channel before its first walk. */
    private ChannelRow notWalked() throws Exception {
        ChannelRow row = row();
        return new ChannelRow(
                row.chatId(),
                row.title(),
                row.username(),
                List.of(),
                row.type(),
                row.directory(),
                Walked.NOTHING,
                0,
                List.of(),
                List.of());
    }

    private ChannelRow row() throws Exception {
        return tracker.channel(news.chatId()).orElseThrow();
    }

    private List<String> texts(long id) throws Exception {
        return tracker.versions(news.required(id).id()).stream()
                .map(PostVersion::text)
                .toList();
    }

    private List<Long> deleted() throws Exception {
        return tracker.standings(news.chatId(), 1, 1000).stream()
                .filter(PostStatus::deleted)
                .map(PostStatus::messageId)
                .toList();
    }
}
