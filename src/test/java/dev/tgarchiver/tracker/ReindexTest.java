package dev.tgarchiver.tracker;

import static dev.tgarchiver.tracker.Samples.MUSIC;
import static dev.tgarchiver.tracker.Samples.NEWS;
import static dev.tgarchiver.tracker.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.post.PostReader;
import dev.tgarchiver.post.RandomMessages;
import dev.tgarchiver.tracker.post.PageResult;
import dev.tgarchiver.tracker.post.ReindexCounts;
import dev.tgarchiver.tracker.post.SelectionChange;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns, files and counts are made again from the raw messages. */
final class ReindexTest {

    /** More than fit in two transactions. */
    private static final int MANY = 2_500;

    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("post", "SELECT * FROM post ORDER BY id");
        TABLES.put("attachment", "SELECT post, role, position, file, skip FROM attachment ORDER BY post, id");
        TABLES.put("derived_tally", "SELECT * FROM derived_tally WHERE files <> 0 ORDER BY channel, role");
        TABLES.put("file", "SELECT * FROM file ORDER BY id");
        TABLES.put("pending", "SELECT * FROM pending ORDER BY 1, 2, 3, 4");
        TABLES.put("reindex", "SELECT * FROM reindex");
        TABLES.put("reindex_tally", "SELECT * FROM reindex_tally");
    }

    private Path file;
    private Tracker tracker;
    private final Heard heard = new Heard();

    @BeforeEach
    void open(@TempDir Path folder) throws TrackerFailure {
        file = folder.resolve("tracker.db");
        tracker = SqliteTracker.open(file);
        Samples.remember(tracker, NEWS);
        Samples.remember(tracker, MUSIC);
    }

    @AfterEach
    void isSound() throws TrackerFailure {
        assertThat(tracker.integrityCheck()).isEmpty();
        tracker.close();
    }

    @Test
    void nothing_changes_where_nothing_is_wrong() throws Exception {
        recordEachContent();
        Map<String, List<String>> before = dump();
        ReindexCounts counts = reindex(NEWS);
        assertThat(counts).isEqualTo(new ReindexCounts(102, 0, 0, 0, 0));
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void whatever_is_wrong_is_made_again() throws Exception {
        recordEachContent();
        Map<String, List<String>> before = dump();
        change(
                "UPDATE post SET type = 'x', text = '', entities = 'x', album = 3, author = 'x', reply_to = 7, sender = 1,"
                        + " topic = 9, thread = 3, source_chat = 4, source_message = 5, views = 1, forwards = 1, replies = 1, reactions = '', edit_date = 1 WHERE id % 3 <> 0");
        change("UPDATE post SET file = NULL WHERE id % 5 = 0");
        change("DELETE FROM attachment WHERE id % 2 = 0");
        change("INSERT INTO attachment (post, role, position, file, skip)"
                + " SELECT id, 'wrong', 0, (SELECT min(id) FROM file), '' FROM post");
        change("UPDATE derived_tally SET files = files + 3, bytes = 0");
        assertThat(dump()).isNotEqualTo(before);
        assertThat(reindex(NEWS).changed()).isEqualTo(102);
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void posts_that_were_not_recorded_whole_stay_and_are_counted() throws Exception {
        boolean unused =
                tracker.recordPosts(NEWS, List.of(Samples.text(NEWS, 1, "of old"), Samples.text(NEWS, 2, "gone")))
                        != null;
        assertThat(tracker.recordDeleted(NEWS, List.of(2L), NOW)).isEqualTo(1);
        assertThat(reindex(NEWS)).isEqualTo(new ReindexCounts(2, 0, 0, 1, 0));
        assertThat(text(1)).isEqualTo("of old");
    }

    @Test
    void a_raw_message_that_cannot_be_read_is_named_and_passed_over() throws Exception {
        recordTexts(NEWS, 1, 3);
        change("UPDATE post SET text = 'wrong'");
        change("UPDATE post_raw SET body = x'01ff' WHERE (id & 0xffffffff) = 2");
        assertThat(reindex(NEWS)).isEqualTo(new ReindexCounts(3, 2, 0, 0, 1));
        assertThat(heard.unreadable).singleElement().asString().startsWith(new PostId(NEWS, 2) + ": ");
        assertThat(List.of(text(1), text(2), text(3))).containsExactly("text 1", "wrong", "text 3");
    }

    @Test
    void the_raw_message_of_another_post_is_not_taken() throws Exception {
        recordTexts(NEWS, 1, 2);
        change("UPDATE post_raw SET body = (SELECT body FROM post_raw WHERE (id & 0xffffffff) = 1)");
        assertThat(reindex(NEWS).unreadable()).isEqualTo(1);
        assertThat(text(2)).isEqualTo("text 2");
    }

    @Test
    void a_post_with_a_damaged_raw_message_can_be_recorded_again() throws Exception {
        record(NEWS, photo(NEWS, 1, "first", 3));
        change("UPDATE post_raw SET body = x'01ff'");
        record(NEWS, photo(NEWS, 1, "second", 2));
        assertThat(reindex(NEWS)).isEqualTo(new ReindexCounts(1, 0, 0, 0, 0));
        assertThat(dump().get("derived_tally")).singleElement().asString().contains("thumbnail, 1, 1");
    }

    @Test
    void an_interrupted_one_resumes_where_it_stopped() throws Exception {
        recordTexts(NEWS, 1, MANY);
        change("UPDATE post SET text = 'wrong'");
        heard.interrupt = true;
        assertThatThrownBy(() -> reindex(NEWS)).isInstanceOf(InterruptedException.class);
        assertThat(heard.done).isEqualTo(1_000);
        assertThat(text(1_000)).isEqualTo("text 1000");
        assertThat(text(1_001)).isEqualTo("wrong");

        tracker.close();
        tracker = SqliteTracker.open(file);
        change("UPDATE post SET text = 'not looked at' WHERE (id & 0xffffffff) = 1");
        heard.interrupt = false;
        heard.done = 0;
        assertThat(tracker.reindex(NEWS, heard)).isEqualTo(new ReindexCounts(MANY, MANY, 0, 0, 0));
        assertThat(heard.resumed).isEqualTo(1_000);
        assertThat(heard.done).isEqualTo(MANY - 1_000);
        assertThat(text(1)).isEqualTo("not looked at");
        assertThat(text(MANY)).isEqualTo("text " + MANY);

        // Another channel of the same command may be interrupted.
        heard.done = 0;
        assertThat(tracker.reindex(NEWS, heard).changed()).isEqualTo(MANY);
        assertThat(heard.done).isZero();
        tracker.endReindex(List.of(NEWS));
        assertThat(tracker.reindex(NEWS, heard).changed()).isEqualTo(1);
        assertThat(text(1)).isEqualTo("text 1");
    }

    @Test
    void what_is_recorded_between_the_parts_of_an_interrupted_one_is_counted_once() throws Exception {
        recordTexts(NEWS, 100, MANY);
        heard.interrupt = true;
        assertThatThrownBy(() -> reindex(NEWS)).isInstanceOf(InterruptedException.class);
        record(NEWS, photo(NEWS, 1, "early", 3), photo(NEWS, MANY + 200, "late", 3));
        record(NEWS, photo(NEWS, 1, "another", 4));
        heard.interrupt = false;
        Map<String, List<String>> before = dump();
        assertThat(before.get("derived_tally")).hasSize(1).first().asString().contains("thumbnail, 5");
        assertThat(reindex(NEWS).changed()).isZero();
        assertThat(dump().get("derived_tally")).isEqualTo(before.get("derived_tally"));
    }

    @Test
    void another_selection_starts_again() throws Exception {
        recordTexts(NEWS, 1, MANY);
        heard.interrupt = true;
        assertThatThrownBy(() -> reindex(NEWS)).isInstanceOf(InterruptedException.class);
        heard.interrupt = false;
        heard.done = 0;
        select(NEWS, "main");
        reindex(NEWS);
        assertThat(heard.done).isEqualTo(MANY);
    }

    @Test
    void a_selection_that_newly_wants_derived_files_finds_those_of_recorded_posts() throws Exception {
        record(NEWS, photo(NEWS, 1, "first", 3), photo(NEWS, 2, "second", 2));
        record(MUSIC, photo(MUSIC, 1, "other", 2));
        assertThat(pending(NEWS)).containsExactlyInAnyOrder("first/3", "second/2");
        assertThat(select(NEWS, "all")).isEqualTo(new SelectionChange(0, 0, 3));
        assertThat(pending(NEWS)).containsExactlyInAnyOrder("first/3", "first/2", "first/1", "second/2", "second/1");
        assertThat(pending(MUSIC)).containsExactly("other/2");
        assertThat(select(NEWS, "all")).isEqualTo(SelectionChange.NOTHING);
        assertThat(reindex(NEWS).changed()).isZero();
    }

    @Test
    void derived_files_that_are_stored_stay_when_they_are_no_longer_wanted() throws Exception {
        select(NEWS, "all");
        record(NEWS, photo(NEWS, 1, "first", 2));
        long stored = tracker.pending(List.of(NEWS), 10, NOW).stream()
                .filter(one -> one.media().uniqueId().equals("first/1"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(Samples.done(
                        tracker,
                        stored,
                        new Stored(RelativePath.parse("a.jpg"), 1, "0".repeat(64), false),
                        NOW,
                        "worker_1"))
                .isTrue();
        select(NEWS);
        Map<String, List<String>> before = dump();
        assertThat(reindex(NEWS).changed()).isZero();
        assertThat(dump()).isEqualTo(before);
        assertThat(tracker.done(stored)).isPresent();
    }

    @Test
    void a_file_that_is_found_is_judged_and_one_that_the_post_does_not_have_leaves_it() throws Exception {
        select(NEWS, "-preview");
        record(NEWS, photo(NEWS, 1, "first", 1));
        change("UPDATE file SET unique_id = 'of another'");
        assertThat(reindex(NEWS)).isEqualTo(new ReindexCounts(1, 1, 1, 0, 0));
        assertThat(pending(NEWS)).containsExactly("first/1");
        assertThat(rows("SELECT state, cause FROM file WHERE unique_id = 'of another'"))
                .containsExactly("skipped, replaced");
    }

    @Test
    void a_post_of_which_the_sender_is_corrected_is_judged_again() throws Exception {
        SelectionChange unused = tracker.select(NEWS, Selection.EVERYTHING.with(List.of(), List.of("42")));
        record(NEWS, photo(NEWS, 1, "first", 1));
        assertThat(pending(NEWS)).containsExactly("first/1");
        change("UPDATE post SET sender = 0, skip = 'sender'");
        change("UPDATE file SET state = 'skipped', cause = 'sender'");
        assertThat(pending(NEWS)).isEmpty();
        assertThat(reindex(NEWS).changed()).isEqualTo(1);
        assertThat(pending(NEWS)).containsExactly("first/1");
    }

    @Test
    void a_forgotten_channel_leaves_nothing_of_it() throws Exception {
        recordTexts(NEWS, 1, MANY);
        heard.interrupt = true;
        assertThatThrownBy(() -> reindex(NEWS)).isInstanceOf(InterruptedException.class);
        tracker.startForgetting(NEWS, false);
        for (RemovalStep step = tracker.nextRemoval(NEWS); !step.posts().isEmpty(); step = tracker.nextRemoval(NEWS)) {
            tracker.removeStep(NEWS, step);
        }
        tracker.endForgetting(NEWS);
        assertThat(dump().get("reindex")).isEmpty();
    }

    private ReindexCounts reindex(long chatId) throws TrackerFailure, InterruptedException {
        ReindexCounts counts = tracker.reindex(chatId, heard);
        tracker.endReindex(List.of(chatId));
        return counts;
    }

    private void recordEachContent() throws TrackerFailure {
        List<Post> posts = new ArrayList<>();
        for (ObjectNode message : RandomMessages.ofEachContent(7)) {
            message.put("chat_id", NEWS).put("id", (posts.size() + 1L) << 20);
            posts.add(PostReader.post(message));
        }
        PageResult result = tracker.recordPosts(NEWS, posts);
        assertThat(result.newPosts()).isEqualTo(102);
    }

    private void recordTexts(long chatId, int first, int count) throws TrackerFailure {
        List<Post> posts = new ArrayList<>();
        for (int id = first; id < first + count; id++) {
            posts.add(WholePosts.post(WholePosts.text(chatId, id, "text " + id)));
        }
        assertThat(tracker.recordPosts(chatId, posts).newPosts()).isEqualTo(count);
    }

    private void record(long chatId, Post... posts) throws TrackerFailure {
        PageResult result = tracker.recordPosts(chatId, List.of(posts));
        assertThat(result.newPosts() + result.edited()).isEqualTo(posts.length);
    }

    /** A photo in this many sizes, of which the last is the largest; its files are {@code name/1} and so on. */
    private static Post photo(long chatId, long messageId, String name, int sizes) {
        ObjectNode message = WholePosts.text(chatId, messageId, "");
        ObjectNode content = message.putObject("content").put("@type", "messagePhoto");
        var list = content.putObject("photo").put("@type", "photo").putArray("sizes");
        for (int size = 1; size <= sizes; size++) {
            ObjectNode one = list.addObject().put("@type", "photoSize");
            one.put("width", 100 * size).put("height", 100 * size);
            ObjectNode picture = one.putObject("photo").put("@type", "file").put("size", size);
            picture.putObject("remote").put("@type", "remoteFile").put("unique_id", name + "/" + size);
        }
        return WholePosts.post(message);
    }

    private SelectionChange select(long chatId, String... roles) throws TrackerFailure, InterruptedException {
        return tracker.select(
                chatId,
                new Selection(
                        Set.of(),
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        List.of(),
                        List.of(),
                        new Roles(List.of(roles)),
                        List.of(),
                        List.of()));
    }

    private List<String> pending(long chatId) throws TrackerFailure {
        return tracker.pending(List.of(chatId), 10, NOW).stream()
                .map(one -> one.media().uniqueId())
                .toList();
    }

    private String text(long messageId) throws TrackerFailure {
        return tracker.post(new PostId(NEWS, messageId)).orElseThrow().text();
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private Map<String, List<String>> dump() throws SQLException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            tables.put(table.getKey(), rows(table.getValue()));
        }
        return tables;
    }

    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    values.add(result.getString(column));
                }
                rows.add(String.join(", ", values.stream().map(String::valueOf).toList()));
            }
        }
        return rows;
    }

    /** What was heard; may interrupt after a portion. */
    private static final class Heard implements Reindexing.Listener {

        private final List<String> unreadable = new ArrayList<>();
        private long resumed;
        private long done;
        private boolean interrupt;

        @Override
        public void resumed(long posts) {
            resumed = posts;
        }

        @Override
        public void done(long posts) {
            done += posts;
            if (interrupt) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void unreadable(PostId post, String reason) {
            unreadable.add(post + ": " + reason);
        }
    }
}
