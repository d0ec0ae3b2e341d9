package dev.tgarchiver.tracker;

import static dev.tgarchiver.tracker.Samples.MUSIC;
import static dev.tgarchiver.tracker.Samples.NEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.post.Topic;
import dev.tgarchiver.model.post.TopicChange;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import dev.tgarchiver.tracker.topic.RecordedTopic;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics as they were seen, and what was known of them before. */
final class TopicsTest {

    private static final Instant CREATED = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant RENAMED = Instant.parse("2024-02-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private Tracker tracker;

    @BeforeEach
    void open(@TempDir Path folder) throws TrackerFailure {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        Samples.remember(tracker, NEWS);
        Samples.remember(tracker, MUSIC);
    }

    @AfterEach
    void close() throws TrackerFailure {
        assertThat(tracker.integrityCheck()).isEmpty();
        tracker.close();
    }

    private static Topic topic(long number, String name) {
        return new Topic(number, name, 5_368L, 0xFFD67E, -1001, CREATED, true, false, true);
    }

    private static TopicChange named(long number, String name, Instant at) {
        return new TopicChange(
                number,
                at,
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static TopicChange created(long number, String name) {
        return new TopicChange(
                number,
                CREATED,
                Optional.of(name),
                Optional.of(7L),
                Optional.of(0xCB86DB),
                Optional.empty(),
                Optional.empty(),
                Optional.of(42L));
    }

    private static TopicChange closed(long number, Instant at) {
        return new TopicChange(
                number,
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                Optional.empty());
    }

    private void record(Topic... topics) throws TrackerFailure {
        tracker.recordTopics(NEWS, Arrays.asList(topics));
    }

    private RecordedTopic only() throws TrackerFailure {
        List<RecordedTopic> topics = tracker.topics(NEWS);
        assertThat(topics).hasSize(1);
        return topics.get(0);
    }

    @Test
    void a_topic_is_recorded_as_it_is_for_its_channel_alone() throws Exception {
        record(topic(17, "News"));
        assertThat(only()).isEqualTo(new RecordedTopic(topic(17, "News"), "News", List.of(), Optional.empty()));
        assertThat(tracker.topics(MUSIC)).isEmpty();
        assertThat(tracker.topicDirectory(NEWS, 17)).contains("News");
        assertThat(tracker.topicDirectory(MUSIC, 17)).isEmpty();
    }

    @Test
    void another_name_makes_the_old_one_a_former_one_and_keeps_the_folder() throws Exception {
        record(topic(17, "News"));
        record(topic(17, "News and more"));
        record(topic(17, "News and more"));
        assertThat(only().topic().name()).isEqualTo("News and more");
        assertThat(only().formerNames()).containsExactly("News");
        assertThat(only().directory()).isEqualTo("News");
    }

    @Test
    void topics_of_one_name_have_folders_of_their_own() throws Exception {
        record(topic(17, "News"), topic(18, "news"), topic(19, "a/b"), topic(20, ".."));
        assertThat(tracker.topics(NEWS)).extracting(RecordedTopic::directory).doesNotHaveDuplicates();
        assertThat(tracker.topicDirectory(NEWS, 18)).contains("news (18)");
        assertThat(tracker.topicDirectory(NEWS, 19).orElseThrow()).doesNotContain("/");
        assertThat(tracker.topicDirectory(NEWS, 20)).contains("topic");
    }

    @Test
    void a_deleted_topic_stays_until_it_is_seen_again() throws Exception {
        record(topic(17, "News"));
        tracker.recordTopicsDeleted(NEWS, List.of(17L, 99L), RENAMED);
        tracker.recordTopicsDeleted(NEWS, List.of(17L), LATER);
        assertThat(only().deletedAt()).contains(RENAMED);
        record(topic(17, "News"));
        assertThat(only().deletedAt()).isEmpty();
    }

    @Test
    void messages_tell_former_names_in_whatever_order_they_are_read() throws Exception {
        record(topic(17, "Third"));
        tracker.recordTopicChanges(NEWS, List.of(named(17, "Third", RENAMED.plusSeconds(60))));
        tracker.recordTopicChanges(NEWS, List.of(named(17, "Second", RENAMED)));
        tracker.recordTopicChanges(NEWS, List.of(created(17, "First")));
        tracker.recordTopicChanges(NEWS, List.of(named(17, "Second", RENAMED)));
        assertThat(only().topic()).isEqualTo(topic(17, "Third"));
        assertThat(only().formerNames()).containsExactly("Second", "First");
        record(topic(17, "Fourth"));
        assertThat(only().formerNames()).containsExactly("Third", "Second", "First");
    }

    @Test
    void a_message_makes_a_topic_known_that_no_list_had() throws Exception {
        tracker.recordTopicChanges(NEWS, List.of(named(17, "Second", RENAMED), closed(17, RENAMED)));
        assertThat(tracker.topics(NEWS)).isEmpty();
        tracker.recordTopicChanges(NEWS, List.of(created(17, "First")));
        assertThat(only().topic()).isEqualTo(new Topic(17, "Second", 7, 0xCB86DB, 42, CREATED, false, false, false));
        assertThat(only().formerNames()).containsExactly("First");
    }

    @Test
    void a_message_after_the_list_changes_the_topic_and_an_older_one_does_not() throws Exception {
        record(new Topic(17, "News", 0, 0, 42, CREATED, false, false, true));
        tracker.recordTopicChanges(NEWS, List.of(closed(17, RENAMED)));
        assertThat(only().topic().closed()).isFalse();
        tracker.recordTopicChanges(NEWS, List.of(closed(17, LATER)));
        assertThat(only().topic().closed()).isTrue();
        assertThat(only().topic().pinned()).isTrue();
        tracker.recordTopicChanges(NEWS, List.of(named(17, "Last", LATER.plusSeconds(1))));
        assertThat(only().topic().name()).isEqualTo("Last");
    }

    @Test
    void a_forgotten_channel_leaves_no_topics() throws Exception {
        record(topic(17, "News"));
        tracker.recordTopics(MUSIC, List.of(topic(17, "Songs")));
        tracker.forgetUnread(NEWS);
        Samples.remember(tracker, NEWS);
        assertThat(tracker.topics(NEWS)).isEmpty();
        assertThat(tracker.topics(MUSIC)).hasSize(1);
    }
}
