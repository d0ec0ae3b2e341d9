package dev.tgarchiver.tracker.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.search.Query;
import dev.tgarchiver.search.QueryParser;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random queries in eight scripts find the posts that a scan of all texts finds. With {@code -Dsearch.queries=10000} they
 * are as many.
 */
final class SearchOracleTest {

    private static final int QUERIES = Integer.getInteger("search.queries", 400);
    private static final int POSTS = 600;

    private static final List<List<String>> SCRIPTS = List.of(
            List.of("Alpha", "Café", "STRASSE", "Straße", "beta7", "naïve", "it", "word", "words", "Alphabet"),
            List.of("архив", "Архивами", "новости", "ёлка", "елка", "Йод", "иод", "слово", "сло"),
            List.of("كتاب", "كِتَابُ", "مدرسة", "مدرسه", "أحمد", "احمد"),
            List.of("שלום", "שָׁלוֹם", "ספר", "ספרים"),
            List.of("Αθήνα", "αθηνα", "λόγος", "ΛΟΓΟΣ"),
            List.of("東京", "東京都", "京都", "部署", "修复", "东", "大阪城"),
            List.of("パーティー", "ﾊﾟｰﾃｨｰ", "ひらがな", "が", "ガス"),
            List.of("한국어", "한국", "สวัสดี", "ภาษาไทย", "ไทย"));

    private static final String[] GAPS = {" ", ", ", "\n", " - ", "。", "! ", "…", " (", ") "};

    private final Random random = new Random(1805);
    private final List<String> texts = new ArrayList<>();

    /** A query, and what a text must have. */
    private record Asked(String query, Predicate<String> wanted) {}

    @Test
    void queries_find_what_a_scan_finds(@TempDir Path folder) throws Exception {
        try (Tracker tracker = SqliteTracker.open(folder.resolve("tracker.db"))) {
            Samples.remember(tracker, Samples.NEWS);
            Samples.remember(tracker, Samples.MUSIC);
            List<Post> news = new ArrayList<>();
            List<Post> music = new ArrayList<>();
            for (int i = 0; i < POSTS; i++) {
                texts.add(text());
                boolean even = i % 2 == 0;
                (even ? news : music).add(Samples.text(even ? Samples.NEWS : Samples.MUSIC, i + 1L, texts.get(i)));
            }
            tracker.recordPosts(Samples.NEWS, news);
            tracker.recordPosts(Samples.MUSIC, music);
            long hits = 0;
            for (int i = 0; i < QUERIES; i++) {
                Asked asked = asked(2);
                Set<Long> expected = new TreeSet<>();
                for (int post = 0; post < POSTS; post++) {
                    if (asked.wanted().test(texts.get(post))) {
                        expected.add(post + 1L);
                    }
                }
                assertThat(Finding.numbers(tracker, asked.query()))
                        .as(asked.query())
                        .isEqualTo(expected);
                hits += expected.size();
            }
            assertThat(hits).isGreaterThan(QUERIES);
        }
    }

    private String word() {
        List<String> script = SCRIPTS.get(random.nextInt(SCRIPTS.size()));
        return script.get(random.nextInt(script.size()));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int words = random.nextInt(9); words >= 0; words--) {
            text.append(word());
            // Words of different scripts also stand without a gap.
            text.append(random.nextInt(6) == 0 ? "" : GAPS[random.nextInt(GAPS.length)]);
        }
        return text.toString();
    }

    private Asked asked(int depth) {
        switch (depth == 0 ? random.nextInt(4) : random.nextInt(8)) {
            case 0 -> {
                String word = word();
                return new Asked("\"" + word + "\"", text -> Scan.has(text, word, false));
            }
            case 1 -> {
                String word = word();
                String beginning = word.substring(0, 1 + random.nextInt(word.length()));
                String prefix =
                        Character.isLetterOrDigit(beginning.codePointBefore(beginning.length())) ? beginning : word;
                return new Asked(prefix + "*", text -> Scan.has(text, prefix, true));
            }
            case 2 -> {
                String phrase = word() + " " + word();
                return new Asked("\"" + phrase + "\"", text -> Scan.has(text, phrase, false));
            }
            case 3 -> {
                return plain(word());
            }
            case 4 -> {
                Asked one = asked(depth - 1);
                Asked other = asked(depth - 1);
                return new Asked(
                        one.query() + " " + other.query(),
                        text -> one.wanted().test(text) && other.wanted().test(text));
            }
            case 5, 6 -> {
                Asked one = asked(depth - 1);
                Asked other = asked(depth - 1);
                return new Asked(
                        "(" + one.query() + " OR " + other.query() + ")",
                        text -> one.wanted().test(text) || other.wanted().test(text));
            }
            default -> {
                Asked not = asked(0);
                return new Asked("-" + not.query(), text -> !not.wanted().test(text));
            }
        }
    }

    /** The forms in which a plain word is looked for are the parser's; what has them is the scan's. */
    private static Asked plain(String word) {
        Query.Words words = ((PostCondition.Words) Finding.condition(word)).words();
        if (Scan.isClose(Scan.folded(word))) {
            return new Asked(word, text -> Scan.has(text, word, false));
        }
        return new Asked(
                word,
                text -> words.forms().stream()
                        .anyMatch(form -> Scan.has(text, String.join(" ", form.tokens()), form.prefix())));
    }

    @Test
    void hostile_queries_never_reach_the_database_as_syntax(@TempDir Path folder) throws Exception {
        try (Tracker tracker = SqliteTracker.open(folder.resolve("tracker.db"))) {
            Samples.remember(tracker, Samples.NEWS);
            tracker.recordPosts(Samples.NEWS, List.of(Samples.text(Samples.NEWS, 1, "word near text OR NOT rank")));
            for (String query : List.of(
                    "NEAR(word text)",
                    "text:word",
                    "\"word\"\"text\"",
                    "word^2",
                    "{text}:word",
                    "rank:x",
                    "word+text",
                    "';DROP",
                    "\"OR\"",
                    "word NOT absent",
                    "^word")) {
                assertThat(QueryParser.parse(query)).isNotNull();
                assertThat(Finding.numbers(tracker, query)).as(query).isSubsetOf(1L);
            }
        }
    }
}
