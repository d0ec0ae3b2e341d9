package dev.tgarchiver.tracker;

import static dev.tgarchiver.tracker.Samples.MUSIC;
import static dev.tgarchiver.tracker.Samples.NEWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.model.post.PostThread;
import dev.tgarchiver.tracker.post.Discussion;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.PageResult;
import dev.tgarchiver.tracker.post.ReadThread;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comments are posts of a group, tied to the posts of the channel that is discussed there. */
final class CommentsTest {

    private static final long GROUP = MUSIC;

    private Path file;
    private Tracker tracker;

    @BeforeEach
    void open(@TempDir Path folder) throws TrackerFailure {
        file = folder.resolve("tracker.db");
        tracker = SqliteTracker.open(file);
        Samples.remember(tracker, NEWS);
        Samples.remember(tracker, GROUP);
    }

    @AfterEach
    void isSound() throws TrackerFailure {
        assertThat(tracker.integrityCheck()).isEmpty();
        tracker.close();
    }

    private static ObjectNode post(long id, int replies) {
        ObjectNode message = WholePosts.text(NEWS, id, "post " + id);
        message.put("is_channel_post", true);
        message.withObjectProperty("interaction_info")
                .withObjectProperty("reply_info")
                .put("reply_count", replies);
        return message;
    }

    /** What stands for a post of the channel. */
    private static ObjectNode root(long id, long post) {
        ObjectNode message = WholePosts.text(GROUP, id, "post " + post);
        message.putObject("sender_id").put("@type", "messageSenderChat").put("chat_id", NEWS);
        ObjectNode info = message.putObject("forward_info").put("@type", "messageForwardInfo");
        info.putObject("source")
                .put("@type", "forwardSource")
                .put("chat_id", NEWS)
                .put("message_id", post << 20);
        return message;
    }

    private static ObjectNode comment(long id, long root) {
        ObjectNode message = WholePosts.text(GROUP, id, "comment " + id);
        message.putObject("topic_id").put("@type", "messageTopicThread").put("message_thread_id", root << 20);
        return message;
    }

    private PageResult record(long chatId, ObjectNode... messages) throws TrackerFailure {
        List<Post> posts = Stream.of(messages).map(WholePosts::post).toList();
        return tracker.recordPage(chatId, posts, new IdRange(1, 100));
    }

    private static PostId in(long chatId, long id) {
        return new PostId(chatId, id);
    }

    @Test
    void comments_and_their_answers_belong_to_the_post_of_the_channel() throws Exception {
        record(NEWS, post(1, 2), post(2, 0));
        record(GROUP, root(5, 1), comment(6, 5), comment(7, 5), root(8, 2), WholePosts.text(GROUP, 9, "chatter"));
        assertThat(tracker.comments(in(NEWS, 1))).containsExactly(in(GROUP, 6), in(GROUP, 7));
        assertThat(tracker.comments(in(NEWS, 2))).isEmpty();
        assertThat(tracker.post(in(GROUP, 5)).orElseThrow().detail().thread())
                .isEqualTo(new PostThread(5, Optional.of(in(NEWS, 1))));
        assertThat(tracker.post(in(GROUP, 9)).orElseThrow().detail().thread()).isEqualTo(PostThread.NONE);
    }

    @Test
    void what_somebody_forwards_into_the_group_stands_for_no_post() throws Exception {
        ObjectNode forwarded = root(5, 1);
        forwarded.putObject("sender_id").put("@type", "messageSenderUser").put("user_id", 42);
        record(NEWS, post(1, 2));
        record(GROUP, forwarded, comment(6, 5));
        assertThat(tracker.comments(in(NEWS, 1))).isEmpty();
    }

    @Test
    void a_reindex_ties_comments_again() throws Exception {
        record(NEWS, post(1, 2));
        record(GROUP, root(5, 1), comment(6, 5));
        change("UPDATE post SET thread = 0, source_chat = 0, source_message = 0");
        assertThat(tracker.comments(in(NEWS, 1))).isEmpty();
        assertThat(tracker.reindex(GROUP, Reindexing.Listener.NONE).changed()).isEqualTo(2);
        assertThat(tracker.comments(in(NEWS, 1))).containsExactly(in(GROUP, 6));
    }

    @Test
    void threads_are_read_again_when_the_number_of_their_comments_changes() throws Exception {
        record(NEWS, post(1, 2), post(2, 0), post(3, 1));
        assertThat(tracker.threadsToRead(NEWS, 0, 10))
                .containsExactly(new ReadThread(in(NEWS, 1), 2, 0), new ReadThread(in(NEWS, 3), 1, 0));
        assertThat(tracker.threadsToRead(NEWS, 1, 10)).hasSize(1);
        tracker.recordThread(new ReadThread(in(NEWS, 1), 2, 7));
        tracker.recordThread(new ReadThread(in(NEWS, 3), 1, 9));
        assertThat(tracker.threadsToRead(NEWS)).isZero();
        record(NEWS, post(1, 4), post(3, 1));
        assertThat(tracker.threadsToRead(NEWS, 0, 10)).containsExactly(new ReadThread(in(NEWS, 1), 4, 7));
        assertThat(tracker.threadsToRead(NEWS)).isEqualTo(1);
    }

    @Test
    void a_forgotten_group_is_read_from_the_start_when_it_is_archived_again() throws Exception {
        record(NEWS, post(1, 2));
        record(GROUP, root(5, 1), comment(6, 5));
        Discussion discussion = new Discussion(NEWS, GROUP, false);
        tracker.recordDiscussion(discussion);
        tracker.recordThread(new ReadThread(in(NEWS, 1), 2, 6));
        assertThat(tracker.discussions()).containsExactly(discussion);
        forget(GROUP);
        assertThat(tracker.threadsToRead(NEWS)).isEqualTo(1);
        forget(NEWS);
        assertThat(tracker.discussions()).isEmpty();
    }

    private void forget(long chatId) throws TrackerFailure {
        tracker.startForgetting(chatId, false);
        for (RemovalStep step = tracker.nextRemoval(chatId); !step.isEmpty(); step = tracker.nextRemoval(chatId)) {
            tracker.removeStep(chatId, step);
        }
        tracker.endForgetting(chatId);
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
