package dev.tgarchiver.tracker.sqlite;

import static dev.tgarchiver.tracker.Samples.NEWS;
import static dev.tgarchiver.tracker.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Stats;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.post.IdRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many bytes the tracker takes for a post, indexes, the search index and unused space included. */
class FootprintTest {

    /** So many that the tables and indexes without a row, which take a page each, hardly count. */
    private static final int POSTS = 40_000;

    private static final int PAGE = 100;

    @Test
    void a_post_without_text_and_media_that_is_not_yet_read_whole_takes_little(@TempDir Path folder) throws Exception {
        assertThat(bytesPerPost(folder, Optional::empty)).isLessThan(160);
    }

    @Test
    void a_post_with_a_pending_song_takes_little(@TempDir Path folder) throws Exception {
        Random random = new Random(1);
        byte[] uniqueId = new byte[15];

        assertThat(bytesPerPost(folder, () -> {
                    random.nextBytes(uniqueId);
                    return Optional.of(new Media(
                            MediaKind.AUDIO,
                            Base64.getUrlEncoder().encodeToString(uniqueId),
                            3_000_000L + random.nextInt(7_000_000),
                            "Some Artist - Some Song.mp3",
                            "audio/mpeg",
                            "Some Artist",
                            "Some Song",
                            200,
                            0,
                            0));
                }))
                .isLessThan(440);
    }

    /** Rows that are inserted from the highest key down leave a third of SQLite's pages empty. */
    @Test
    void a_walk_downwards_fills_the_pages_of_the_database(@TempDir Path folder) throws Exception {
        assertThat(bytesPerPost(folder, "x".repeat(200), Optional::empty)).isLessThan(440);
    }

    private static long bytesPerPost(Path folder, Supplier<Optional<Media>> media) throws Exception {
        return bytesPerPost(folder, "", media);
    }

    private static long bytesPerPost(Path folder, String text, Supplier<Optional<Media>> media) throws Exception {
        Path file = folder.resolve("tracker.db");
        try (Tracker tracker = SqliteTracker.open(file)) {
            Samples.remember(tracker, NEWS);
            for (long newest = POSTS; newest > 0; newest -= PAGE) {
                List<Post> page = new ArrayList<>();
                for (long id = newest; id > newest - PAGE; id--) {
                    page.add(Samples.post(NEWS, id, text, Optional.empty(), media.get()));
                }
                tracker.recordPage(NEWS, page, new IdRange(newest - PAGE + 1, POSTS));
            }
            tracker.checkpoint();
            Stats.OfChannel stats = tracker.stats().channels().get(0);
            assertThat(stats.total().posts()).isEqualTo(POSTS);
            assertThat(stats.first().map(Stats.Mark::date)).contains(Samples.dateOf(1));
            assertThat(stats.last().map(mark -> mark.id().messageId())).contains((long) POSTS);
            assertThat(tracker.pending(List.of(NEWS), 1, NOW).size()).isLessThanOrEqualTo(1);
        }
        return Files.size(file) / POSTS;
    }
}
