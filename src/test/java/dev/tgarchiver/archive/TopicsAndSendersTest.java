package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.post.Peer;
import dev.tgarchiver.model.post.Topic;
import dev.tgarchiver.telegram.FakeChannel;
import dev.tgarchiver.telegram.FakeForum;
import dev.tgarchiver.telegram.FakePost;
import dev.tgarchiver.telegram.FakeTelegram;
import dev.tgarchiver.telegram.FakeTelegram.Call;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.topic.RecordedTopic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs over a forum: its topics are recorded, and its files chosen by topic and by sender. */
@Timeout(60)
final class TopicsAndSendersTest {

    private static final long ADA = 42;
    private static final long BOB = 43;

    @TempDir
    private Path folder;

    private FakeTelegram telegram;
    private FakeChannel group;
    private FakeForum forum;
    private TestArchive archive;

    /** Three posts in General, News and Music each, all of 100 bytes and more: 1 to 3, 4 to 6, 7 to 9. */
    @BeforeEach
    void post() {
        telegram = new FakeTelegram(folder);
        archive = new TestArchive(folder, telegram).template("{channel}/{topic}/{id}");
        group = telegram.add(new Channel(-1_001_000_000_900L, "Forum", Optional.of("the_forum"), Channel.Type.GROUP));
        forum = group.forum().put(FakeForum.named(4, "News")).put(FakeForum.named(7, "Music, live"));
        for (int id = 1; id <= 9; id++) {
            group.post(FakePost.document(id + ".bin", 100 + id)
                    .in(id <= 3 ? Topic.GENERAL : id <= 6 ? 4 : 7)
                    .by(id % 3 == 0 ? BOB : ADA));
        }
    }

    private TestRun download(List<String> topics, List<String> senders) throws Exception {
        return archive.select(Selection.EVERYTHING.with(topics, senders)).download(group);
    }

    private void assertArchived(int... ids) throws Exception {
        for (int id : ids) {
            assertThat(archive.file(group, id)).hasBinaryContent(group.bytes(id));
        }
        assertThat(archive.files()).hasSize(ids.length);
    }

    private static void assertRefused(TestRun run, String... words) {
        assertThat(run.outcome()).isNotEqualTo(Outcome.COMPLETE);
        assertThat(run.result().channelFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getMessage()).contains(words));
    }

    private List<RecordedTopic> topics() throws Exception {
        try (Tracker tracker = archive.tracker()) {
            return tracker.topics(group.chatId());
        }
    }

    @Test
    void a_topic_by_its_name_number_or_link() throws Exception {
        for (String word : List.of("music, LIVE", "7", "https://t.me/c/1000000900/7", "t.me/the_forum/7/8")) {
            TestRun run = download(List.of(word), List.of());
            assertThat(run.outcome()).as("%s", run).isEqualTo(Outcome.COMPLETE);
            assertArchived(7, 8, 9);
        }
        assertThat(telegram.calls(Call.FILE)).hasSize(3);
    }

    @Test
    void several_topics_and_general_by_number() throws Exception {
        download(List.of("1", "News"), List.of());
        assertArchived(1, 2, 3, 4, 5, 6);
    }

    @Test
    void a_wider_selection_wants_what_was_left_out() throws Exception {
        assertThat(download(List.of("News"), List.of()).finished().files()).isEqualTo(3);
        assertThat(skipped()).containsOnlyKeys("topic");
        TestRun run = download(List.of("News", "General"), List.of());
        assertThat(run.notices())
                .anySatisfy(notice -> assertThat(notice)
                        .contains("filters changed (now: topic: 1, 4)")
                        .contains("3 previously skipped files are pending again"));
        assertArchived(1, 2, 3, 4, 5, 6);
        assertThat(download(List.of(), List.of()).outcome()).isEqualTo(Outcome.COMPLETE);
        archive.assertHolds(group);
        assertThat(skipped()).isEmpty();
    }

    private Map<String, ?> skipped() throws Exception {
        try (Tracker tracker = archive.tracker()) {
            return tracker.stats().total().skipped();
        }
    }

    @Test
    void a_file_is_wanted_when_one_of_its_posts_is_in_the_topic() throws Exception {
        group.post(FakePost.document("same.bin", 600).remote("same").in(4));
        group.post(FakePost.document("same.bin", 600).remote("same").in(7));
        download(List.of("7"), List.of());
        assertThat(archive.file(group, 10)).hasBinaryContent(group.bytes(11));
    }

    @Test
    void an_unknown_topic_is_refused_with_the_nearest() throws Exception {
        assertRefused(download(List.of("Newss"), List.of()), "\"Newss\"", "@the_forum", "Did you mean \"News\"?");
        assertRefused(download(List.of("99"), List.of()), "\"99\"", "\"General\" (1), \"News\" (4)");
        assertRefused(download(List.of("https://t.me/other_forum/4"), List.of()), "the link is to another chat");
        assertThat(archive.files()).isEmpty();
        try (Tracker tracker = archive.tracker()) {
            assertThat(tracker.channels()).as("never read").isEmpty();
        }
    }

    @Test
    void a_channel_without_topics_says_so() throws Exception {
        FakeChannel plain = telegram.channel("plain").documents(1, 10);
        assertRefused(
                archive.select(Selection.EVERYTHING.with(List.of("News"), List.of()))
                        .download(plain),
                "has no topics");
    }

    @Test
    void a_dry_run_tells_what_a_topic_would_take() throws Exception {
        archive.dryRun(true);
        TestRun run = download(List.of("News"), List.of());
        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(archive.files()).isEmpty();
        archive.dryRun(false);
        assertThat(download(List.of("News"), List.of()).finished().files()).isEqualTo(3);
    }

    @Test
    void a_sender_by_id_and_by_the_names_that_were_recorded() throws Exception {
        assertThat(download(List.of(), List.of("43")).finished().files()).isEqualTo(3);
        assertArchived(3, 6, 9);
        try (Tracker tracker = archive.tracker()) {
            tracker.recordPeers(List.of(
                    new Peer(ADA, Peer.Kind.USER, "Ada L.", List.of("ada_l"), ""),
                    new Peer(BOB, Peer.Kind.USER, "Bob", List.of("bob_b"), ""),
                    new Peer(44, Peer.Kind.USER, "Eve", List.of("eve_x"), "")));
            tracker.recordPeers(List.of(new Peer(BOB, Peer.Kind.USER, "Robert", List.of("robert_b"), "")));
        }
        for (String word : List.of("@Robert_B", "robert", "Bob", "https://t.me/robert_b", "43")) {
            TestRun run = download(List.of("News"), List.of(word));
            assertThat(run.outcome()).as("%s", run).isEqualTo(Outcome.COMPLETE);
            assertArchived(3, 6, 9);
        }
        download(List.of("News"), List.of("ada l."));
        assertArchived(3, 4, 5, 6, 9);
        assertRefused(download(List.of(), List.of("Adal.")), "\"Adal.\"", "Did you mean \"Ada L.\"?");
        assertRefused(download(List.of(), List.of("@ada_ll")), "Did you mean \"@ada_l\"?");
        assertRefused(download(List.of(), List.of("Eve")), "no recorded post is by one of this name");
        assertRefused(download(List.of(), List.of("4711")), "\"4711\"");
    }

    @Test
    void a_name_that_nothing_is_recorded_of_is_refused_at_first() throws Exception {
        assertRefused(download(List.of(), List.of("Robert")), "Give @username or the id");
    }

    @Test
    void topics_are_recorded_with_their_folders_and_a_new_name_moves_nothing() throws Exception {
        download(List.of(), List.of());
        assertThat(archive.files()).containsKeys("Forum/General/1.bin", "Forum/News/4.bin", "Forum/Music, live/9.bin");
        forum.put(FakeForum.named(4, "Old news"));
        group.post(FakePost.document("10.bin", 500).in(4));
        download(List.of(), List.of());
        assertThat(archive.files()).containsKeys("Forum/News/4.bin", "Forum/News/10.bin");
        assertThat(topics())
                .filteredOn(topic -> topic.topic().number() == 4)
                .singleElement()
                .satisfies(topic -> {
                    assertThat(topic.topic().name()).isEqualTo("Old news");
                    assertThat(topic.formerNames()).containsExactly("News");
                });
        download(List.of("news"), List.of());
        assertThat(download(List.of("Old news"), List.of()).outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @Test
    void a_post_without_topic_has_no_folder_for_one() throws Exception {
        FakeChannel plain = telegram.channel("plain").documents(1, 10);
        archive.download(plain);
        assertThat(archive.files()).containsOnlyKeys("Plain/1.bin");
    }

    @Test
    void a_single_post_lies_in_its_topics_folder() throws Exception {
        archive.download(ChannelRef.parse("https://t.me/the_forum/4/5"));
        assertThat(archive.files()).containsOnlyKeys("Forum/News/5.bin");
    }

    @Test
    void a_run_reads_the_topics_once_in_pages() throws Exception {
        forum.pagesOf(2);
        for (int number = 20; number < 25; number++) {
            forum.put(FakeForum.named(number, "Topic " + number));
        }
        archive.download(group, group);
        assertThat(topics()).hasSize(8);
        assertThat(telegram.calls(Call.TOPICS)).hasSize(4);
        assertThat(telegram.calls(Call.TOPIC)).isEmpty();
    }

    @Test
    void only_a_topic_that_telegram_does_not_find_is_deleted() throws Exception {
        download(List.of(), List.of());
        forum.delete(4);
        // Topics move while pages are read, so that a page may lack one that is there.
        forum.pagesOf(1);
        forum.tellTotal(1);
        telegram.clearCalls();
        download(List.of(), List.of());
        assertThat(deleted()).containsExactly(4L);
        assertThat(telegram.calls(Call.TOPIC)).hasSize(2);
        telegram.clearCalls();
        download(List.of(), List.of());
        assertThat(telegram.calls(Call.TOPIC)).as("not asked for again").hasSize(1);
        assertThat(download(List.of("News"), List.of()).outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @Test
    void a_run_goes_on_without_topics_that_cannot_be_read() throws Exception {
        telegram.fail(Call.TOPICS, () -> new TelegramFailure.Local("The disk is full."));
        TestRun run = download(List.of(), List.of());
        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(run.notices())
                .anySatisfy(notice -> assertThat(notice).contains("its topics could not be read", "The disk is full."));
        archive.assertHolds(group);
        assertThat(topics()).isEmpty();
        download(List.of(), List.of());
        assertThat(topics()).hasSize(3);
    }

    private Stream<Long> deleted() throws Exception {
        return topics().stream()
                .filter(topic -> topic.deletedAt().isPresent())
                .map(topic -> topic.topic().number());
    }
}
