package dev.tgarchiver.archive.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.FileContent;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file of the channels is handed out once: small ones together, large ones alone. */
class ContentBatchesTest {

    private static final long SONGS = -1001L;
    private static final long FILMS = -1002L;
    private static final int SMALL = 2_000;
    private static final int LARGE = 100_000_000;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Tracker tracker;

    @BeforeEach
    void archive() throws TrackerFailure {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        archive(SONGS, 1_500, SMALL);
        archive(FILMS, 3, LARGE);
    }

    @AfterEach
    void close() throws TrackerFailure {
        tracker.close();
    }

    private void archive(long chatId, int files, int size) throws TrackerFailure {
        String name = "Channel" + chatId;
        tracker.remember(new Channel(chatId, name, Optional.empty(), Channel.Type.CHANNEL), taken -> name);
        List<Post> posts = new ArrayList<>();
        for (int id = 1; id <= files; id++) {
            Media media = new Media(MediaKind.AUDIO, name + id, size, "x", "", "", "", 0, 0, 0);
            posts.add(new Post(
                    new PostId(chatId, id),
                    NOW,
                    Optional.empty(),
                    "audio",
                    "",
                    "",
                    0,
                    0,
                    0,
                    0,
                    "",
                    Optional.of(media)));
        }
        tracker.recordPage(chatId, posts, IdRange.upTo(files));
        for (PendingFile file : tracker.pending(List.of(chatId), files, NOW)) {
            RelativePath path = RelativePath.parse(name + "/" + file.id());
            Samples.done(tracker, file.id(), new Stored(path, size, "0".repeat(64), false), NOW, "worker_1");
        }
    }

    private List<List<FileContent>> batches(Set<Long> chatIds) throws TrackerFailure {
        List<List<FileContent>> all = new ArrayList<>();
        ContentBatches batches = new ContentBatches(tracker, chatIds);
        for (List<FileContent> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
            all.add(batch);
        }
        return all;
    }

    @Test
    void every_file_comes_once_also_where_a_portion_ends() throws TrackerFailure {
        assertThat(batches(Set.of(SONGS, FILMS)).stream().flatMap(List::stream).map(FileContent::id))
                .hasSize(1_503)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void large_files_come_one_by_one_and_other_channels_not_at_all() throws TrackerFailure {
        assertThat(batches(Set.of(FILMS)))
                .hasSize(3)
                .allSatisfy(batch -> assertThat(batch)
                        .singleElement()
                        .satisfies(file -> assertThat(file.chatId()).isEqualTo(FILMS)));
    }
}
