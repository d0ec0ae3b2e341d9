package dev.tgarchiver.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Forum;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.User;
import dev.tgarchiver.model.post.Topic;
import dev.tgarchiver.program.ProgramRun;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import dev.tgarchiver.tracker.topic.RecordedTopic;
import java.nio.file.Files;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A group with topics, through the real TDLib: what is recorded of them, and how files are chosen by them. */
final class TopicsIT extends LoggedIn {

    private static final long FIRE = 5_368_324_170_671_202_286L;

    private User ada;
    private User bob;
    private Channel group;
    private Forum forum;
    private int news;
    private int music;
    private int closed;
    private int deleted;
    private int posts;

    /** General, and four other topics with two files each: the first by Ada, the second by Bob. */
    @BeforeEach
    void makeForum() {
        ada = telegram.world().user("+15550002").named("Ada", "Lovelace").username("ada_l");
        bob = telegram.world().user("+15550003").named("Bob", "Brown").username("bob_brown");
        group = telegram.world()
                .channel("The Forum")
                .username(name)
                .joinedBy(user)
                .forum();
        forum = group.topics();
        news = forum.create("Old news", ada, FIRE);
        music = forum.create("Music / live", bob);
        closed = forum.create("Rules", ada);
        deleted = forum.create("Rubbish", bob);
        for (int topic : List.of((int) Topic.GENERAL, news, music, closed, deleted)) {
            group.post(file().in(topic).by(ada));
            group.post(file().in(topic).by(bob));
        }
        forum.rename(news, "News");
        forum.close(closed, true);
        forum.hideGeneral(true);
        forum.pin(music, true);
    }

    private PostDraft file() {
        posts++;
        return PostDraft.media(Media.document("file.bin", RemoteFile.ofSize(10_000 + posts)));
    }

    private void assertArchived(Predicate<Post> wanted) throws Exception {
        archiver.assertArchiveIs(group.history().ids().stream()
                .map(group.history()::required)
                .filter(wanted)
                .toList());
    }

    private static RecordedTopic topic(Map<Long, RecordedTopic> topics, long number) {
        return Objects.requireNonNull(topics.get(number));
    }

    private Map<Long, RecordedTopic> topics() throws Exception {
        try (TrackerReader tracker = SqliteTracker.openReadOnly(archiver.tracker())) {
            return tracker.topics(group.chatId()).stream()
                    .collect(Collectors.toMap(topic -> topic.topic().number(), topic -> topic));
        }
    }

    @Test
    void topics_are_recorded_as_telegram_has_them_and_stay_when_it_deletes_them() throws Exception {
        assertComplete(run(), group);
        Map<Long, RecordedTopic> topics = topics();
        assertThat(topics).hasSize(5);
        assertThat(topic(topics, news).topic()).satisfies(topic -> {
            assertThat(topic.name()).isEqualTo("News");
            assertThat(topic.emoji()).isEqualTo(FIRE);
            assertThat(topic.creator()).isEqualTo(ada.id());
            assertThat(topic.created())
                    .isEqualTo(group.history().required(news).date().truncatedTo(ChronoUnit.SECONDS));
            assertThat(topic.closed() || topic.hidden() || topic.pinned()).isFalse();
        });
        assertThat(topic(topics, news).formerNames()).containsExactly("Old news");
        assertThat(topic(topics, music).topic().pinned()).isTrue();
        assertThat(topic(topics, closed).topic().closed()).isTrue();
        assertThat(topic(topics, Topic.GENERAL).topic().name()).isEqualTo("General");
        assertThat(topic(topics, Topic.GENERAL).topic().hidden()).isTrue();
        assertThat(topic(topics, Topic.GENERAL).topic().creator()).isEqualTo(group.chatId());

        List<Post> before =
                group.history().ids().stream().map(group.history()::required).toList();
        forum.delete(deleted);
        forum.icon(music, FIRE);
        telegram.calls().clear();
        run().successful();
        assertThat(topic(topics(), deleted).deletedAt()).isPresent();
        assertThat(topic(topics(), deleted).topic().name()).isEqualTo("Rubbish");
        assertThat(topic(topics(), music).topic().emoji()).isEqualTo(FIRE);
        assertThat(telegram.calls().count("messages.getForumTopics")).isEqualTo(1);
        assertThat(telegram.calls().count("messages.getForumTopicsByID")).isEqualTo(1);
        archiver.assertArchiveIs(before);
    }

    @Test
    void only_one_topic_is_downloaded_and_a_wider_choice_fetches_the_rest() throws Exception {
        telegram.calls().clear();
        run("--topic", "music / LIVE").successful();
        assertArchived(post -> post.topic() == music);
        assertThat(archiver.run("", "stats", "--json").out()).contains("\"topic\":{\"files\":8,");
        // One page of topics, the walk's pages, and what a walk asks for besides.
        assertThat(telegram.calls().count("messages.getForumTopics")).isEqualTo(1);
        assertThat(telegram.calls().count("messages.getForumTopicsByID")).isZero();
        assertThat(telegram.calls().count("messages.getHistory")).isLessThanOrEqualTo(6);
        assertThat(telegram.calls().count("upload.getFile")).isEqualTo(2);

        run("--topic", String.valueOf(news), "--topic", "https://t.me/" + name + "/" + music, "--topic", "General")
                .successful();
        assertArchived(post -> List.of(0, 1, news, music).contains(post.topic()));

        run("--topic", "Old news").successful();
        ProgramRun unknown = run("--topic", "Muzic / live");
        assertThat(unknown.exitCode()).isEqualTo(5);
        assertThat(unknown.err()).contains("Cannot find the topic \"Muzic / live\"", "Did you mean \"Music / live\"?");
        assertArchived(post -> List.of(0, 1, news, music).contains(post.topic()));
        assertComplete(run(), group);
    }

    @Test
    void only_one_senders_files_are_downloaded() throws Exception {
        run("--sender", String.valueOf(ada.id())).successful();
        assertArchived(post -> post.sender() == ada);
        run("--sender", "@ada_l").successful();
        assertArchived(post -> post.sender() == ada);
        run("--sender", "bob brown", "--topic", "news").successful();
        assertArchived(post -> post.sender() == ada || post.topic() == news);
        ProgramRun unknown = run("--sender", "Bob Browne");
        assertThat(unknown.exitCode()).isEqualTo(5);
        assertThat(unknown.err()).contains("Did you mean \"Bob Brown\"?");
    }

    @Test
    void a_topic_has_a_folder_which_a_new_name_does_not_move() throws Exception {
        archiver.configure("\n  path_template: \"{channel}/{topic}/{id}_{name}\"");
        assertComplete(run(), group);
        List<String> folders = folders();
        assertThat(folders).hasSize(5).contains("General", "News", "Rules", "Rubbish");
        assertThat(folders).anySatisfy(folder -> assertThat(folder).startsWith("Music"));
        forum.rename(music, "Concerts");
        group.post(file().in(music).by(bob));
        assertComplete(run(), group);
        assertThat(folders()).isEqualTo(folders);
    }

    private List<String> folders() throws Exception {
        try (var paths = Files.list(archiver.downloads().resolve("The Forum"))) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_post_of_a_topic_is_downloaded_by_its_link() throws Exception {
        int post = group.post(file().in(news).by(ada)).id();
        archiver.run("", "download", "https://t.me/" + name + "/" + news + "/" + post)
                .successful();
        assertThat(archiver.archived().keySet()).containsExactly(post);
        assertThat(topics()).hasSize(5);
    }

    @Test
    void many_topics_are_read_page_by_page() throws Exception {
        List<Integer> created = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            created.add(forum.create("Topic " + i, i % 2 == 0 ? ada : bob));
        }
        telegram.calls().clear();
        run("--topic", "Topic 7").successful();
        assertThat(topics()).hasSize(205);
        assertThat(topics().keySet())
                .containsAll(created.stream().map(Integer::longValue).toList());
        assertThat(telegram.calls().count("messages.getForumTopics")).isEqualTo(3);
        assertThat(telegram.calls().count("messages.getForumTopicsByID")).isZero();
    }
}
