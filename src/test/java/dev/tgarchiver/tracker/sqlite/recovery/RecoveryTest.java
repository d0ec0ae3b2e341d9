package dev.tgarchiver.tracker.sqlite.recovery;

import static dev.tgarchiver.tracker.Samples.BOTH;
import static dev.tgarchiver.tracker.Samples.MUSIC;
import static dev.tgarchiver.tracker.Samples.NEWS;
import static dev.tgarchiver.tracker.Samples.NOW;
import static dev.tgarchiver.tracker.Samples.media;
import static dev.tgarchiver.tracker.Samples.text;
import static dev.tgarchiver.tracker.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tgarchiver.model.post.Attachment;
import dev.tgarchiver.model.post.FileRole;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostDetail;
import dev.tgarchiver.model.post.PostThread;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.RecoveryReport;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerFailure.Kind;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.post.Walked;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
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
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is damaged, the new tracker is sound, holds nothing wrong, and the walk brings back what it lacks. */
class RecoveryTest {

    private static final int POSTS = 1_500;
    private static final int PAGE = 4096;

    private final Map<Long, List<Post>> history = new LinkedHashMap<>();
    private Path file;
    private Stats before;

    @BeforeEach
    void archive(@TempDir Path folder) throws TrackerFailure {
        file = folder.resolve("tracker.db");
        try (Tracker tracker = SqliteTracker.open(file)) {
            tracker.startRun(1, NOW, "boot", "download", NOW);
            for (long chatId : BOTH) {
                Samples.remember(tracker, chatId);
                List<Post> posts = new ArrayList<>();
                for (int id = 1; id <= POSTS; id++) {
                    posts.add(
                            id % 3 == 0
                                    ? text(chatId, id, "post " + id + " ".repeat(id % 200) + chatId)
                                    : with(chatId, id, media(chatId + "-" + id, 1_000L + id)));
                }
                // A file of both channels.
                posts.add(with(chatId, POSTS + 1, media("shared", 5)));
                history.put(chatId, posts);
                tracker.recordPage(chatId, posts, IdRange.upTo(POSTS + 1));
            }
            for (PendingFile pending : tracker.pending(BOTH, 900, NOW)) {
                Samples.done(
                        tracker,
                        pending.id(),
                        Samples.stored("some/" + pending.id(), pending.media().size(), Math.toIntExact(pending.id())),
                        NOW,
                        "worker_1");
            }
            before = tracker.stats();
        }
    }

    private void overwrite(long offset, byte[] bytes) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(offset);
            out.write(bytes);
        }
    }

    private List<Long> pagesOf(String table) throws SQLException {
        List<Long> pages = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT pageno FROM dbstat WHERE name = '" + table + "' ORDER BY path")) {
            while (rows.next()) {
                pages.add(rows.getLong(1));
            }
        }
        return pages;
    }

    private void destroy(long page) throws IOException {
        byte[] garbage = new byte[PAGE];
        new Random(page).nextBytes(garbage);
        overwrite((page - 1) * PAGE, garbage);
    }

    private RecoveryReport recover() throws TrackerFailure {
        byte[] damaged = bytes(file);
        RecoveryReport report = new DamagedTracker(file).recover(NOW).orElseThrow();
        assertThat(report.kept())
                .hasFileName("tracker.db.damaged-20260301-120000")
                .hasBinaryContent(damaged);
        return report;
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What is there is right, and walking again makes the rest right. */
    private void assertSoundAndCompletedByTheWalk(RecoveryReport report) throws TrackerFailure {
        try (Tracker tracker = SqliteTracker.open(file)) {
            assertThat(tracker.integrityCheck()).isEmpty();
            for (List<Post> posts : history.values()) {
                for (Post post : posts) {
                    tracker.post(post.id())
                            .ifPresent(found -> assertThat(found.media()).isEqualTo(post.media()));
                }
            }
            for (Map.Entry<Long, List<Post>> each : history.entrySet()) {
                long chatId = each.getKey();
                Optional<ChannelRow> channel = tracker.channel(chatId);
                if (report.walkAgain() && channel.isPresent()) {
                    assertThat(channel.get().walked()).isEqualTo(Walked.NOTHING);
                }
                Samples.remember(tracker, chatId);
                tracker.recordPage(chatId, each.getValue(), IdRange.upTo(POSTS + 1));
            }
            assertThat(tracker.integrityCheck()).isEmpty();
            for (List<Post> posts : history.values()) {
                for (Post post : posts) {
                    assertThat(tracker.post(post.id())).contains(post);
                }
            }
            assertThat(tracker.stats().channels()).hasSameSizeAs(before.channels());
        }
        try (var files = Files.list(file.getParent())) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .filteredOn(name -> !name.contains(".damaged-"))
                    .containsExactly("tracker.db");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_sound_tracker_is_left_alone() throws TrackerFailure {
        byte[] bytes = bytes(file);
        assertThat(new DamagedTracker(file).recover(NOW)).isEmpty();
        assertThat(file).hasBinaryContent(bytes);
        assertThat(file.getParent())
                .isDirectoryNotContaining(path -> path.toString().contains("damaged"));
    }

    @Test
    void a_missing_or_foreign_one_is_refused() throws Exception {
        Path other = file.resolveSibling("other.db");
        assertThatThrownBy(() -> new DamagedTracker(other).recover(NOW)).isInstanceOf(TrackerFailure.class);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE x (y)");
        }
        TrackerFailure failure =
                catchThrowableOfType(TrackerFailure.class, () -> new DamagedTracker(other).recover(NOW));
        assertThat(failure.kind()).isEqualTo(Kind.FOREIGN);
    }

    @Test
    void damage_of_what_is_derived_costs_nothing() throws Exception {
        for (String table : List.of("pending", "file_tally", "post_tally", "file_sha256", "post_file")) {
            destroy(pagesOf(table).get(0));
        }
        RecoveryReport report = recover();
        assertThat(report.walkAgain()).isFalse();
        assertThat(report.posts()).isEqualTo(2L * POSTS + 2);
        try (Tracker tracker = SqliteTracker.open(file)) {
            assertThat(tracker.stats()).isEqualTo(before);
            assertThat(tracker.channel(NEWS).orElseThrow().walked())
                    .isEqualTo(Walked.of(List.of(IdRange.upTo(POSTS + 1))));
        }
        assertSoundAndCompletedByTheWalk(report);
    }

    @Test
    void what_is_left_out_stays_counted() throws Exception {
        Attachment small = new Attachment(FileRole.parse("thumbnail"), media("small", 7));
        PostDetail detail =
                new PostDetail(0, 0, PostThread.NONE, 0, List.of(), List.of(small), Set.of(), Optional.empty());
        try (Tracker tracker = SqliteTracker.open(file)) {
            tracker.recordPosts(
                    NEWS, List.of(text(NEWS, 9_000, "with a thumbnail").withDetail(detail)));
        }
        destroy(pagesOf("pending").get(0));
        recover();
        try (Tracker tracker = SqliteTracker.open(file)) {
            assertThat(tracker.stats().channels())
                    .filteredOn(channel -> channel.channel().chatId() == NEWS)
                    .extracting(Stats.OfChannel::leftOut)
                    .containsExactly(Map.of("thumbnail", new FileTotals(1, 7)));
        }
    }

    @Test
    void a_page_of_posts_costs_its_posts() throws Exception {
        List<Long> pages = pagesOf("post");
        destroy(pages.get(pages.size() / 2));
        RecoveryReport report = recover();
        assertThat(report.walkAgain()).isTrue();
        assertThat(report.lostPosts().orElseThrow()).isBetween(5L, 200L);
        assertThat(report.lostFiles()).hasValue(0);
        assertThat(report.posts() + report.lostPosts().getAsLong()).isEqualTo(2L * POSTS + 2);
        assertSoundAndCompletedByTheWalk(report);
        try (Tracker tracker = SqliteTracker.open(file)) {
            assertThat(tracker.stats().total().done()).isEqualTo(before.total().done());
        }
    }

    @Test
    void a_page_of_files_costs_its_files() throws Exception {
        List<Long> pages = pagesOf("file");
        destroy(pages.get(pages.size() - 2));
        RecoveryReport report = recover();
        assertThat(report.lostFiles().orElseThrow()).isBetween(5L, 200L);
        assertSoundAndCompletedByTheWalk(report);
    }

    @Test
    void a_destroyed_header_costs_nothing() throws Exception {
        overwrite(0, new byte[100]);
        RecoveryReport report = recover();
        assertThat(report.walkAgain()).isFalse();
        try (Tracker tracker = SqliteTracker.open(file)) {
            assertThat(tracker.stats()).isEqualTo(before);
        }
    }

    @Test
    void the_log_beside_it_is_read_too_and_kept() throws Exception {
        Path copy = Files.createDirectory(file.resolveSibling("copy")).resolve("tracker.db");
        List<Long> pages = pagesOf("file");
        try (Tracker tracker = SqliteTracker.open(file)) {
            tracker.recordPage(NEWS, List.of(text(NEWS, 5_000, "in the log")), IdRange.upTo(5_000));
            Files.copy(file, copy);
            Files.copy(file.resolveSibling("tracker.db-wal"), copy.resolveSibling("tracker.db-wal"));
        }
        file = copy;
        destroy(pages.get(pages.size() - 1));
        byte[] log = bytes(file.resolveSibling("tracker.db-wal"));
        RecoveryReport report = recover();
        assertThat(report.kept().resolveSibling(report.kept().getFileName() + "-wal"))
                .hasBinaryContent(log);
        try (Tracker tracker = SqliteTracker.open(file)) {
            assertThat(tracker.post(text(NEWS, 5_000, "").id())).isPresent();
        }
    }

    @Test
    void a_file_that_is_cut_short_gives_what_is_left() throws Exception {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(out.length() * 2 / 3);
        }
        RecoveryReport report = recover();
        assertThat(report.walkAgain()).isTrue();
        assertThat(report.posts()).isBetween(300L, 2L * POSTS);
        assertSoundAndCompletedByTheWalk(report);
    }

    @Test
    void of_garbage_nothing_is_left_but_the_copy() throws Exception {
        byte[] garbage = new byte[200_000];
        new Random(1).nextBytes(garbage);
        Files.write(file, garbage);
        RecoveryReport report = recover();
        assertThat(report.channels() + report.posts() + report.files() + report.runs())
                .isZero();
        assertThat(report.lostPosts()).isEmpty();
        assertSoundAndCompletedByTheWalk(report);
    }

    @Test
    void a_path_out_of_the_archive_is_not_believed() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE file SET path = '../../etc/passwd' WHERE id = 1");
            statement.executeUpdate("UPDATE file SET path = 'C:\\x' WHERE id = 2");
            statement.executeUpdate("UPDATE channel SET directory = '../elsewhere' WHERE chat_id = " + MUSIC);
        }
        destroy(pagesOf("pending").get(0));
        recover();
        try (Tracker tracker = SqliteTracker.open(file)) {
            assertThat(tracker.channels())
                    .extracting(row -> row.channel().chatId())
                    .containsExactly(NEWS);
            assertThat(tracker.placesAfter(0, 10_000))
                    .noneMatch(place -> place.path().toString().contains(".."));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_is_damaged(long seed) throws Exception {
        Random random = new Random(seed);
        long pages = Files.size(file) / PAGE;
        for (int i = random.nextInt(6); i >= 0; i--) {
            if (random.nextBoolean()) {
                destroy(2 + random.nextLong(pages - 1));
            } else {
                overwrite(random.nextLong(Files.size(file) - 50), new byte[random.nextInt(50)]);
            }
        }
        Optional<RecoveryReport> report = new DamagedTracker(file).recover(NOW);
        try (Tracker tracker = SqliteTracker.open(file)) {
            assertThat(tracker.integrityCheck()).isEmpty();
            for (Map.Entry<Long, List<Post>> each : history.entrySet()) {
                long chatId = each.getKey();
                Samples.remember(tracker, chatId);
                tracker.recordPage(chatId, each.getValue(), IdRange.upTo(POSTS + 1));
            }
            assertThat(tracker.integrityCheck()).isEmpty();
            assertThat(tracker.stats().total().posts()).isEqualTo(before.total().posts());
        }
        assertThat(report.map(each -> Files.exists(each.kept())).orElse(true)).isTrue();
    }
}
