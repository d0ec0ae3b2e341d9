package dev.tgarchiver.tracker.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.search.Places;
import dev.tgarchiver.search.QueryParser;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A form that is typed finds a form that is written: pairs that people made for many languages. */
final class WordPairsTest {

    private static final Path PAIRS = Path.of("src/test/resources/dev/tgarchiver/search/pairs.tsv");

    @Test
    void each_query_finds_the_text_and_its_place(@TempDir Path folder) throws Exception {
        List<String[]> pairs = Files.readAllLines(PAIRS).stream()
                .map(line -> line.split("\t", 2))
                .toList();
        List<String> missed = new ArrayList<>();
        try (Tracker tracker = SqliteTracker.open(folder.resolve("tracker.db"))) {
            Samples.remember(tracker, Samples.NEWS);
            List<Post> posts = new ArrayList<>();
            for (String[] pair : pairs) {
                posts.add(Samples.text(Samples.NEWS, posts.size() + 1L, pair[1]));
            }
            tracker.recordPosts(Samples.NEWS, posts);
            for (int i = 0; i < pairs.size(); i++) {
                String query = pairs.get(i)[0];
                String text = pairs.get(i)[1];
                boolean placed =
                        !new Places(QueryParser.parse(query)).in(text, false).isEmpty();
                if (!Finding.numbers(tracker, query).contains(i + 1L) || !placed) {
                    missed.add(query + " misses " + text);
                }
            }
        }
        assertThat(missed).isEmpty();
        assertThat(pairs).hasSizeGreaterThanOrEqualTo(300);
    }
}
