package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.archive.audit.PostCompletion;
import dev.tgarchiver.archive.audit.PostRefresh;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.history.DiscoverySink;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostDetail;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.ContentSource;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakePost;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.telegram.FakeTelegram.Call;
import dev.tgarchiver.telegram.PostFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.PacedCalls;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.RacingTime;
import dev.tgarchiver.tracker.Run;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.PostStatus;
import dev.tgarchiver.tracker.post.PostVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does about posts that are known before it. */
final class RunRefreshTest {

    /** Between posts that are not recorded whole, so that every one takes a call of its own. */
    private static final int APART = 1000;

    private final RacingTime time = new RacingTime();
    private FakeTelegram telegram;
    private FakeChannel news;
    private TestArchive archive;

    @BeforeEach
    void create(@TempDir Path folder) {
        telegram = new FakeTelegram(folder);
        news = telegram.channel("news");
        archive = new TestArchive(folder, telegram).at(time);
    }

    @Test
    void a_run_finds_what_was_edited_and_deleted_since_the_last_one() throws Exception {
        recent("one");
        recent("two");
        recent("three");
        archive.download(news);
        news.edit(1, FakePost.text("one, edited"));
        news.delete(2);

        TestRun second = archive.download(news);

        assertThat(second.outcome()).isEqualTo(Outcome.COMPLETE);
        try (Tracker tracker = archive.tracker()) {
            assertThat(tracker.versions(new PostId(news.chatId(), 1)))
                    .extracting(PostVersion::text)
                    .containsExactly("one", "one, edited");
            assertThat(tracker.standings(news.chatId(), 1, 3))
                    .filteredOn(PostStatus::deleted)
                    .extracting(PostStatus::messageId)
                    .containsExactly(2L);
            Run run = tracker.lastRuns(1).get(0);
            assertThat(List.of(run.posts(), run.edited(), run.deleted())).containsExactly(0L, 1L, 1L);
            assertThat(tracker.stats().changes()).isEqualTo(new Stats.Changes(1, 1, 0, 0, 0, 0));
        }
        assertThat(second.summary()).startsWith("1 post edited, 1 deleted, no files (");
    }

    @Test
    void the_file_of_a_recent_post_that_was_edited_is_fetched_in_the_same_run() throws Exception {
        news.post(FakePost.document("first.bin", 100).at(time.now()));
        archive.download(news);
        news.edit(1, FakePost.document("second.bin", 200));

        TestRun second = archive.download(news);

        assertThat(second.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(second.finished().files()).isEqualTo(1);
        assertThat(archive.file(news, 1)).hasBinaryContent(news.bytes(1));
        assertThat(archive.files()).hasSize(2);
    }

    @Test
    void posts_that_the_walk_has_just_recorded_are_asked_for_with_the_others() throws Exception {
        recent("one");
        archive.download(news);
        assertThat(telegram.calls(Call.POSTS)).as("the first run").hasSize(1);
        recent("two");
        archive.download(news);
        assertThat(telegram.calls(Call.POSTS)).hasSize(2);
    }

    @Test
    void without_recent_posts_nothing_is_asked() throws Exception {
        news.posts(300, id -> FakePost.text("post " + id));
        archive.download(news);
        archive.download(news);
        assertThat(telegram.calls(Call.POSTS)).isEmpty();
    }

    @Test
    void with_a_window_of_0_and_in_a_dry_run_nothing_is_asked() throws Exception {
        recent("one");
        archive.refresh(new RefreshRules(Duration.ZERO, true)).download(news);
        archive.refresh(new RefreshRules(Duration.ofDays(1), true)).dryRun(true).download(news);
        assertThat(telegram.calls(Call.POSTS)).isEmpty();
    }

    @Test
    void telegram_that_does_not_answer_costs_the_run_nothing() throws Exception {
        recent("one");
        archive.download(news);
        telegram.fail(Call.POSTS, () -> new TelegramFailure.Transient("No answer."))
                .forever();

        TestRun second = archive.download(news);

        assertThat(second.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(second.notices())
                .containsExactly("@news: known posts could not be read again; the next run tries it. No answer.");
    }

    @Test
    void a_flood_wait_is_waited_out() throws Exception {
        recent("one");
        archive.download(news);
        telegram.floodWait(Call.POSTS, Duration.ofSeconds(30));
        news.edit(1, FakePost.text("one, edited"));

        TestRun second = archive.download(news);

        assertThat(second.of(Event.FloodWait.class)).hasSize(1);
        assertThat(second.of(Event.PostsReadAgain.class))
                .extracting(Event.PostsReadAgain::edited)
                .containsExactly(1);
    }

    @Test
    void a_run_reads_whole_what_an_older_archiver_has_recorded() throws Exception {
        news.posts(450, id -> FakePost.text("post " + id));
        recordAsLines();
        TestRun run = archive.download(news);
        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(telegram.calls(Call.POSTS)).hasSize(3);
        assertThat(run.notices())
                .containsExactly("@news: 450 posts that an older archiver has not recorded whole are read again.");
        assertThat(unread()).isZero();
    }

    @Test
    void backfill_is_switched_off() throws Exception {
        news.posts(3, id -> FakePost.text("post " + id));
        recordAsLines();
        archive.refresh(new RefreshRules(Duration.ofDays(2), false)).download(news);
        assertThat(telegram.calls(Call.POSTS)).isEmpty();
        assertThat(unread()).isEqualTo(3);
    }

    @Test
    void a_run_without_downloads_makes_only_so_many_calls_for_posts_to_read_whole() throws Exception {
        assertThat(backfill(150, false, false)).isEqualTo(RunRefresh.LEAST_CALLS);
    }

    @Test
    void reading_posts_whole_goes_on_while_there_are_downloads() throws Exception {
        assertThat(backfill(150, true, false)).isEqualTo(150);
    }

    @Test
    void reading_posts_whole_ends_at_a_limit() throws Exception {
        assertThat(backfill(3, true, true)).isZero();
    }

    /** The run has done what it must, so that its end is not that of a walk that was cut short. */
    @Test
    void an_interrupt_ends_reading_posts_whole_and_stays() throws Exception {
        news.posts(3, id -> FakePost.text("post " + id));
        recordAsLines();
        try (Tracker tracker = archive.tracker()) {
            PostFinder stopped = (chatId, ids) -> {
                throw new InterruptedException();
            };
            refresh(stopped, tracker).backfill(tracker.channels(), () -> false, () -> false);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(unread()).isEqualTo(3);
    }

    private RunRefresh refresh(PostFinder finder, Tracker tracker) {
        Throttle throttle = new Throttle(new TokenBucket(1_000, 1_000, time), new FloodGate(time, () -> 0), time);
        Backoff backoff = new Backoff(1, Duration.ofSeconds(1), Duration.ofSeconds(1), () -> 1);
        PacedCalls paced = new PacedCalls(throttle, backoff, event -> {}, time);
        return new RunRefresh(
                new PostRefresh(finder, tracker, paced, DiscoverySink.NONE, event -> {}, time),
                new PostCompletion(ContentSource.NONE, tracker, paced, DiscoverySink.NONE, event -> {}),
                new RefreshRules(Duration.ZERO, true),
                event -> {});
    }

    /** Returns the number of calls. */
    private int backfill(int posts, boolean busy, boolean enough) throws Exception {
        List<Long> calls = new ArrayList<>();
        Post whole = news.post(FakePost.text("some"));
        Post line = whole.withDetail(PostDetail.NONE);
        try (Tracker tracker = archive.tracker()) {
            tracker.remember(news.channel(), taken -> "news");
            List<Post> lines = LongStream.rangeClosed(1, posts)
                    .mapToObj(number -> withId(line, number * APART))
                    .toList();
            tracker.recordPage(news.chatId(), lines, IdRange.upTo((long) posts * APART));
            PostFinder finder = (chatId, ids) -> {
                calls.add(ids.get(0));
                return List.of(withId(whole, ids.get(0)));
            };
            refresh(finder, tracker).backfill(tracker.channels(), () -> enough, () -> busy);
            assertThat(tracker.unread(news.chatId())).isEqualTo(posts - calls.size());
        }
        return calls.size();
    }

    private static Post withId(Post post, long id) {
        return new Post(
                new PostId(post.id().chatId(), id),
                post.date(),
                post.editDate(),
                post.type(),
                post.text(),
                post.entities(),
                post.albumId(),
                post.views(),
                post.forwards(),
                post.replyTo(),
                post.author(),
                post.media(),
                post.detail());
    }

    /** As an older archiver, which kept of a post only what its row has. */
    private void recordAsLines() throws Exception {
        List<Post> lines = news.posts().stream()
                .map(post -> post.withDetail(PostDetail.NONE))
                .toList();
        try (Tracker tracker = archive.tracker()) {
            tracker.remember(news.channel(), taken -> "news");
            tracker.recordPage(news.chatId(), lines, IdRange.upTo(lines.size()));
        }
    }

    private long unread() throws Exception {
        try (Tracker tracker = archive.tracker()) {
            return tracker.unread(news.chatId());
        }
    }

    private void recent(String text) {
        news.post(FakePost.text(text).at(time.now().minus(Duration.ofHours(1))));
    }
}
