package dev.tgarchiver.bench;

import dev.tgarchiver.localtelegram.TelegramServer;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.program.Distribution;
import dev.tgarchiver.search.Query;
import dev.tgarchiver.search.QueryParser;
import dev.tgarchiver.search.QuerySyntaxError;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.query.PostCondition;
import dev.tgarchiver.tracker.query.PostQuery;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import dev.tgarchiver.tracker.sqlite.post.PostPacker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The search over posts in five languages, beside the tokenizers that SQLite brings: size, time to build, time of queries.
 */
final class SearchBench {

    private static final int PAGE = 100;
    private static final int QUERIES = 200;
    private static final int SHOWN = 50;

    private int met;
    private int targets;

    private SearchBench() {}

    /** Arguments: a folder to work in, the built distribution, and how many posts. */
    public static void main(String[] arguments) throws Exception {
        new SearchBench()
                .run(Path.of(arguments[0]), new Distribution(Path.of(arguments[1])), Integer.parseInt(arguments[2]));
    }

    private void run(Path folder, Distribution distribution, int posts) throws Exception {
        try (TelegramServer telegram = TelegramServer.start();
                Trial trial = Trial.in(folder, distribution, telegram)) {
            Path tracker = trial.archiver().tracker();
            Files.createDirectories(tracker.toAbsolutePath().getParent());
            recording(folder, Math.min(posts, 50_000));
            double textBytes = record(tracker, posts);
            size(tracker, textBytes);
            queries(tracker);
            double cold = trial.command("search", "новости", "--limit", "50").toMillis();
            target("cold archiver search", cold, "ms", 500, false);
            rebuild(tracker, posts);
            for (String tokenizer : List.of("unicode61 remove_diacritics 2", "trigram remove_diacritics 1")) {
                besides(folder.resolve("besides.db"), tokenizer, posts, textBytes);
            }
        }
        System.out.printf("%nbench: %d of %d targets met%n", met, targets);
    }

    /** The same posts with the index and without it, page by page as a walk records them, in turns. */
    private void recording(Path folder, int posts) throws Exception {
        double with = 0;
        double without = 0;
        for (int round = 0; round < 3; round++) {
            with += recorded(folder.resolve("with-" + round), posts, true);
            without += recorded(folder.resolve("without-" + round), posts, false);
        }
        print(
                "recording a post: %.0f µs with the index, %.0f µs without",
                with * 1e6 / posts / 3, without * 1e6 / posts / 3);
        target("recording with the index, of the speed without", without / with, "", 0.85, true);
    }

    /** Seconds; without the index they are those of a table that keeps nothing, less those of finding words. */
    private static double recorded(Path folder, int posts, boolean indexed) throws Exception {
        Files.createDirectories(folder);
        Path file = folder.resolve("tracker.db");
        MadePosts made = new MadePosts();
        SqliteTracker.open(file).close();
        if (!indexed) {
            try (Connection database = connect(file);
                    Statement statement = database.createStatement()) {
                statement.executeUpdate("DROP TABLE post_text");
                statement.executeUpdate("CREATE TABLE post_text (text, file, people)");
                statement.executeUpdate(
                        "CREATE TRIGGER none BEFORE INSERT ON post_text BEGIN SELECT RAISE(IGNORE); END");
            }
        }
        long spent = 0;
        try (Tracker tracker = SqliteTracker.open(file);
                PostPacker packer = new PostPacker()) {
            made.remember(tracker);
            for (int newest = posts; newest > 0; newest -= PAGE) {
                List<Post> page = made.page(newest, PAGE);
                long start = System.nanoTime();
                tracker.recordPage(MadePosts.CHAT, page, new IdRange(Math.max(0, newest - PAGE + 1), posts));
                spent += System.nanoTime() - start;
                if (!indexed) {
                    start = System.nanoTime();
                    packer.words(page);
                    spent -= System.nanoTime() - start;
                }
            }
        }
        return spent / 1e9;
    }

    private static double record(Path file, int posts) throws Exception {
        MadePosts made = new MadePosts();
        long start = System.nanoTime();
        try (Tracker tracker = SqliteTracker.open(file)) {
            made.remember(tracker);
            for (int newest = posts; newest > 0; newest -= 10 * PAGE) {
                tracker.recordPage(
                        MadePosts.CHAT,
                        made.page(newest, 10 * PAGE),
                        new IdRange(Math.max(0, newest - 10 * PAGE + 1), posts));
            }
            tracker.checkpoint();
        }
        print("%d posts, %.0f MB of text, recorded in %.0f s", posts, made.textBytes() / 1e6, seconds(start));
        return made.textBytes();
    }

    private void size(Path file, double textBytes) throws SQLException {
        try (Connection database = connect(file);
                Statement statement = database.createStatement()) {
            double bytes = indexBytes(statement, "post_text");
            print("the index: %.1f MB", bytes / 1e6);
            target("index, of the text's bytes", bytes / textBytes, "", 0.75, false);
        }
    }

    private static double indexBytes(Statement statement, String table) throws SQLException {
        double data = statement
                .executeQuery("SELECT sum(length(block)) FROM " + table + "_data")
                .getDouble(1);
        return data
                + statement
                        .executeQuery("SELECT coalesce(sum(length(sz) + 6), 0) FROM " + table + "_docsize")
                        .getDouble(1);
    }

    private void queries(Path file) throws TrackerFailure, QuerySyntaxError {
        try (TrackerReader tracker = SqliteTracker.openReadOnly(file)) {
            double[] newest = new double[QUERIES];
            List<Double> best = new ArrayList<>();
            MadePosts made = new MadePosts();
            for (int i = 0; i < QUERIES; i++) {
                PostCondition condition = condition(made.query(i));
                newest[i] = milliseconds(tracker, new PostQuery(condition, PostQuery.Order.NEWEST));
                int hits = hits(tracker, condition);
                if (hits <= 10_000) {
                    best.add(milliseconds(tracker, new PostQuery(condition, PostQuery.Order.BEST)));
                }
            }
            target("newest 50, 95 of 100 queries", percentile(newest), "ms", 20, false);
            target(
                    "best 50 of at most 10,000, 95 of 100 queries",
                    percentile(best.stream().mapToDouble(ms -> ms).toArray()),
                    "ms",
                    100,
                    false);
        }
    }

    private static PostCondition condition(String query) throws QuerySyntaxError {
        return condition(QueryParser.parse(query));
    }

    private static PostCondition condition(Query query) {
        return query instanceof Query.All all
                ? new PostCondition.All(
                        all.parts().stream().map(SearchBench::condition).toList())
                : new PostCondition.Words((Query.Words) query);
    }

    private static int hits(TrackerReader tracker, PostCondition condition) throws TrackerFailure {
        return tracker.find(new PostQuery(condition, PostQuery.Order.NEWEST))
                .next(10_001)
                .size();
    }

    /** The second time, when what it reads is in memory. */
    private static double milliseconds(TrackerReader tracker, PostQuery query) throws TrackerFailure {
        tracker.find(query).next(SHOWN);
        long start = System.nanoTime();
        tracker.find(query).next(SHOWN);
        return (System.nanoTime() - start) / 1e6;
    }

    private static double percentile(double... values) {
        Arrays.sort(values);
        return values.length == 0 ? Double.NaN : values[(int) (values.length * 0.95)];
    }

    private void rebuild(Path file, int posts) throws SQLException, TrackerFailure {
        try (Connection database = connect(file);
                Statement statement = database.createStatement()) {
            statement.executeUpdate("INSERT INTO post_text (post_text) VALUES ('delete-all')");
            statement.executeUpdate("INSERT OR REPLACE INTO unindexed SELECT id, (id << 32) - 1 FROM channel");
        }
        try (Tracker tracker = SqliteTracker.open(file)) {
            long start = System.nanoTime();
            int portion = 1;
            while (portion > 0) {
                portion = tracker.indexNext();
            }
            target("index of older posts", posts / seconds(start), "posts/s", 20_000, true);
        }
    }

    private static void besides(Path file, String tokenizer, int posts, double textBytes) throws Exception {
        Files.deleteIfExists(file);
        MadePosts made = new MadePosts();
        try (Connection database = connect(file);
                Statement statement = database.createStatement()) {
            statement.executeUpdate("PRAGMA journal_mode = OFF");
            statement.executeUpdate(
                    "CREATE VIRTUAL TABLE t USING fts5 (text, content = '', tokenize = '" + tokenizer + "')");
            database.setAutoCommit(false);
            long spent = 0;
            try (PreparedStatement insert = database.prepareStatement("INSERT INTO t (rowid, text) VALUES (?, ?)")) {
                for (int id = 1; id <= posts; id++) {
                    String text = made.text(id);
                    long start = System.nanoTime();
                    insert.setInt(1, id);
                    insert.setString(2, text);
                    insert.executeUpdate();
                    spent += System.nanoTime() - start;
                }
            }
            database.commit();
            int han = statement
                    .executeQuery("SELECT count(*) FROM t WHERE t MATCH '\"" + MadePosts.HAN_WORD + "\"'")
                    .getInt(1);
            double bytes = indexBytes(statement, "t");
            print(
                    "SQLite's %s: %.1f MB, %.2f of the text, built in %.0f s; %d posts with %s",
                    tokenizer, bytes / 1e6, bytes / textBytes, spent / 1e9, han, MadePosts.HAN_WORD);
        }
        Files.deleteIfExists(file);
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private void target(String what, double value, String unit, double limit, boolean atLeast) {
        boolean ok = atLeast ? value >= limit : value <= limit;
        targets++;
        met += ok ? 1 : 0;
        print(
                "%s: %.2f %s, target %s %s: %s",
                what, value, unit, atLeast ? "at least" : "at most", limit, ok ? "met" : "missed");
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
