package dev.tgarchiver.archive.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.RelativePath;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.local.LocalBlobStore;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.ForgottenChannel;
import dev.tgarchiver.tracker.Samples;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.FileTotals;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of an archive of two channels when one of them is forgotten. */
class ForgettingTest {

    private static final long NEWS = -1001234567890L;
    private static final long MUSIC = -1009876543210L;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Tracker tracker;
    private LocalBlobStore store;

    @BeforeEach
    void open() throws TrackerFailure {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        store = new LocalBlobStore(folder.resolve("archive"));
        tracker.remember(new Channel(NEWS, "News", Optional.of("news"), Channel.Type.CHANNEL), taken -> "News");
        tracker.remember(new Channel(MUSIC, "Music", Optional.empty(), Channel.Type.CHANNEL), taken -> "Music");
    }

    @AfterEach
    void close() throws TrackerFailure {
        tracker.close();
    }

    private void post(long chatId, int id, String... file) throws TrackerFailure {
        Optional<Media> media = Stream.of(file)
                .findFirst()
                .map(name -> new Media(MediaKind.DOCUMENT, name, 5, name, "", "", "", 0, 0, 0));
        Post post = new Post(
                new PostId(chatId, id),
                Instant.ofEpochSecond(1_700_000_000L + id),
                Optional.empty(),
                media.isPresent() ? "document" : "text",
                "post " + id,
                "",
                0,
                0,
                0,
                0,
                "",
                media);
        tracker.recordPage(chatId, List.of(post), new IdRange(0, id));
    }

    /** Every pending file is downloaded, to the place that its unique id says, with these bytes. */
    private void download(String path, int bytes) throws TrackerFailure, IOException {
        PendingFile file = tracker.pending(List.of(NEWS, MUSIC), 10, NOW).stream()
                .findFirst()
                .orElseThrow();
        Path place = store.root().resolve(path);
        Files.createDirectories(place.getParent());
        boolean linked = Files.exists(place);
        if (!linked) {
            Files.writeString(place, "byte" + bytes);
        }
        String sha256 = String.format(Locale.ROOT, "%064x", bytes);
        Samples.done(tracker, file.id(), new Stored(RelativePath.parse(path), 5, sha256, linked), NOW, "worker_1");
    }

    private ChannelRow news() throws TrackerFailure {
        return tracker.channel(NEWS).orElseThrow();
    }

    private Forgetting.Report forget(boolean deleteFiles) throws TrackerFailure, StorageFailure, InterruptedException {
        Forgetting.Report report = new Forgetting(tracker, store).run(news(), deleteFiles);
        assertThat(tracker.integrityCheck()).isEmpty();
        assertThat(tracker.channels()).extracting(ChannelRow::chatId).containsExactly(MUSIC);
        assertThat(tracker.forgotten()).isEmpty();
        return report;
    }

    private List<String> onDisk() throws IOException {
        try (Stream<Path> paths = Files.walk(store.root())) {
            return paths.filter(path -> !path.equals(store.root()))
                    .map(path -> store.root().relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void without_its_files_the_disk_stays_as_it_is() throws Exception {
        post(NEWS, 1, "a");
        download("News/a", 1);
        post(NEWS, 2);
        assertThat(forget(false))
                .extracting(Forgetting.Report::posts, Forgetting.Report::stored, Forgetting.Report::deleted)
                .containsExactly(2L, new FileTotals(1, 5), FileTotals.NONE);
        assertThat(onDisk()).containsExactly("News", "News/a");
        assertThat(tracker.stats().total().posts()).isZero();
    }

    @Test
    void with_its_files_the_empty_folders_go_too() throws Exception {
        post(NEWS, 1, "a");
        download("News/2026-03/a", 1);
        post(NEWS, 2, "b");
        download("News/2026-04/b", 2);
        Files.writeString(store.root().resolve("News/2026-04/mine.txt"), "my own");
        assertThat(forget(true).deleted()).isEqualTo(new FileTotals(2, 10));
        assertThat(onDisk()).containsExactly("News", "News/2026-04", "News/2026-04/mine.txt");
    }

    @Test
    void a_file_that_another_channel_holds_stays_and_is_fetched_through_that_one() throws Exception {
        post(NEWS, 1, "a");
        download("News/a", 1);
        post(NEWS, 2, "b");
        post(MUSIC, 7, "a");
        post(MUSIC, 8, "b");
        assertThat(forget(true)).extracting(Forgetting.Report::shared).isEqualTo(2L);
        assertThat(onDisk()).containsExactly("News", "News/a");
        assertThat(tracker.pending(List.of(MUSIC), 10, NOW))
                .extracting(PendingFile::origin)
                .containsExactly(new PostId(MUSIC, 8));
        assertThat(tracker.doneAfter(0, 10)).singleElement().satisfies(file -> {
            assertThat(file.origin()).isEqualTo(new PostId(MUSIC, 7));
            assertThat(tracker.stats().total().deduplicatedBytes()).isZero();
        });
    }

    @Test
    void a_shared_file_that_the_other_channel_does_not_want_is_skipped() throws Exception {
        tracker.select(
                MUSIC,
                new Selection(
                        Set.of(),
                        0,
                        3,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        List.of(),
                        List.of(),
                        Roles.DEFAULT,
                        List.of(),
                        List.of()));
        post(MUSIC, 7, "a");
        post(NEWS, 1, "a");
        assertThat(tracker.pendingAmount(List.of(NEWS)).files()).isOne();
        forget(false);
        assertThat(tracker.stats().total().skipped()).containsOnlyKeys("max_size");
    }

    @Test
    void bytes_that_are_stored_once_for_two_files_stay() throws Exception {
        post(NEWS, 1, "a");
        download("News/a", 1);
        post(MUSIC, 7, "other");
        download("News/a", 1);
        assertThat(forget(true).deleted()).isEqualTo(FileTotals.NONE);
        assertThat(onDisk()).containsExactly("News", "News/a");
        assertThat(tracker.doneAfter(0, 10))
                .singleElement()
                .satisfies(file -> assertThat(file.stored().linked())
                        .as("the bytes are its own now")
                        .isFalse());
    }

    @Test
    void a_hard_link_of_another_channel_keeps_its_bytes() throws Exception {
        post(NEWS, 1, "a");
        download("News/a", 1);
        post(MUSIC, 7, "other");
        Files.createDirectories(store.root().resolve("Music"));
        Files.createLink(store.root().resolve("Music/b"), store.root().resolve("News/a"));
        download("Music/b", 1);
        assertThat(forget(true).deleted()).isEqualTo(new FileTotals(1, 5));
        assertThat(onDisk()).containsExactly("Music", "Music/b");
        assertThat(store.root().resolve("Music/b")).hasContent("byte1");
    }

    @Test
    void what_was_removed_before_and_lies_there_again_is_not_touched() throws Exception {
        post(NEWS, 1, "a");
        download("News/a", 1);
        tracker.remove(List.of(tracker.doneAfter(0, 1).get(0).id()), NOW);
        forget(true);
        assertThat(onDisk()).containsExactly("News", "News/a");
    }

    @Test
    void cut_short_it_is_ended_by_the_next_writer() throws Exception {
        post(NEWS, 1, "a");
        download("News/a", 1);
        post(NEWS, 2, "b");
        download("News/b", 2);
        tracker.startForgetting(NEWS, true);
        // Killed between the disk and the tracker.
        Files.delete(store.root().resolve("News/a"));
        tracker.close();
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        assertThat(tracker.channel(NEWS)).as("no part of the archive any more").isEmpty();
        assertThat(tracker.stats().channels()).hasSize(1);
        assertThat(tracker.forgotten())
                .extracting(ForgottenChannel::deletesFiles)
                .containsExactly(true);

        assertThat(new Forgetting(tracker, store).resume())
                .extracting(Forgetting.Report::deleted)
                .containsExactly(new FileTotals(1, 5));
        assertThat(onDisk()).isEmpty();
        assertThat(tracker.integrityCheck()).isEmpty();
        assertThat(new Forgetting(tracker, store).resume()).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_deleted_keeps_its_row() throws Exception {
        post(NEWS, 1, "a");
        download("News/a", 1);
        Files.move(store.root().resolve("News"), store.root().resolve("Elsewhere"));
        Files.createSymbolicLink(store.root().resolve("News"), store.root().resolve("Elsewhere"));
        ChannelRow news = news();
        Forgetting forgetting = new Forgetting(tracker, store);
        assertThatThrownBy(() -> forgetting.run(news, true)).isInstanceOf(StorageFailure.class);
        assertThat(store.root().resolve("Elsewhere/a")).exists();

        assertThat(forgetting.run(news, false).stored()).isEqualTo(new FileTotals(1, 5));
        assertThat(tracker.integrityCheck()).isEmpty();
    }

    @Test
    void it_stops_between_two_portions_when_it_is_interrupted() throws Exception {
        post(NEWS, 1, "a");
        ChannelRow news = news();
        Thread.currentThread().interrupt();
        Forgetting forgetting = new Forgetting(tracker, store);
        assertThatThrownBy(() -> forgetting.run(news, false)).isInstanceOf(InterruptedException.class);
        assertThat(tracker.forgotten()).hasSize(1);
        assertThat(forgetting.resume()).hasSize(1);
    }

    @Test
    void the_same_channel_can_be_archived_again() throws Exception {
        post(NEWS, 1, "a");
        forget(false);
        ChannelRow again =
                tracker.remember(new Channel(NEWS, "News", Optional.empty(), Channel.Type.CHANNEL), taken -> "News");
        assertThat(again.walked().isEmpty()).isTrue();
        post(NEWS, 1, "a");
        assertThat(tracker.pendingAmount(List.of(NEWS))).isEqualTo(new FileTotals(1, 5));
    }
}
