package dev.tgarchiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tgarchiver.download.DownloadPool;
import dev.tgarchiver.download.FileLedger;
import dev.tgarchiver.download.RunAbort;
import dev.tgarchiver.download.queue.DownloadQueue;
import dev.tgarchiver.download.split.SplitSettings;
import dev.tgarchiver.download.tuning.AdaptiveSize;
import dev.tgarchiver.download.tuning.InFlightLimit;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.Deduplication;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.storage.SpaceGuard;
import dev.tgarchiver.storage.local.LocalBlobStore;
import dev.tgarchiver.storage.local.RecordingFileSystem;
import dev.tgarchiver.storage.naming.PathTemplate;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.telegram.pace.FloodGate;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket;
import dev.tgarchiver.time.FakeTime;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.TrackerReader;
import dev.tgarchiver.tracker.file.StoredFile;
import dev.tgarchiver.tracker.post.IdRange;
import dev.tgarchiver.tracker.sqlite.SqliteTracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What reaches the disk before what, from a downloaded file to its row: only so does a loss of power at any moment leave
 * an archive that keeps its promise.
 */
class PublishingOrderTest {

    private static final long NEWS = -1001L;
    private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");
    private static final String TEMPORARY = ".1_file.bin.archiver-part";

    @TempDir
    private Path folder;

    /** In order: changes and syncs of the archive's folder, and the row, as soon as another process could see it. */
    private final List<String> steps = Collections.synchronizedList(new ArrayList<>());

    private Tracker tracker;
    private TrackerReader otherProcess;
    private Path downloads;

    @BeforeEach
    void open() throws Exception {
        tracker = SqliteTracker.open(folder.resolve("tracker.db"));
        otherProcess = SqliteTracker.openReadOnly(folder.resolve("tracker.db"));
        Channel channel = new Channel(NEWS, "News", Optional.empty(), Channel.Type.CHANNEL);
        tracker.remember(channel, taken -> "News");
        downloads = RecordingFileSystem.of(Files.createDirectories(folder.resolve("downloads")), this::step);
    }

    @AfterEach
    void close() throws TrackerFailure {
        otherProcess.close();
        tracker.close();
    }

    private void step(String what) {
        if (what.contains("~2")) {
            // Made and removed at once, to see what permissions a new file has.
            return;
        }
        if (!rows().isEmpty() && !steps.contains("row")) {
            steps.add("row");
        }
        steps.add(what);
    }

    private List<StoredFile> rows() {
        try {
            return otherProcess.doneAfter(0, 10);
        } catch (TrackerFailure e) {
            throw new IllegalStateException(e);
        }
    }

    /** A worker downloads the file of a post, whose bytes are these. */
    private void download(String content) throws Exception {
        Media media = new Media(MediaKind.DOCUMENT, "remote 1", 0, "file.bin", "application/x", "", "", 0, 0, 0);
        Post post = new Post(
                new PostId(NEWS, 1), NOW, Optional.empty(), "document", "", "", 0, 0, 0, 0, "", Optional.of(media));
        tracker.recordPage(NEWS, List.of(post), IdRange.upTo(1));
        work(content);
    }

    private void work(String content) throws Exception {
        Path source = Files.writeString(Files.createTempFile(folder, "source", ""), content);
        FakeTime time = new FakeTime();
        DownloadQueue queue = new DownloadQueue(
                new ClaimedFiles(new RunFiles(tracker, List.of(NEWS)), tracker, time),
                10,
                0,
                0,
                Duration.ofMinutes(1),
                time);
        queue.discoveryEnded();
        ArchiveRun.Archive archive = new ArchiveRun.Archive(
                tracker,
                new LocalBlobStore(downloads),
                PathTemplate.parse("{channel}/{id}_{name}"),
                Deduplication.LINK);
        RunAbort abort = new RunAbort(queue::close);
        DownloadPool pool = new DownloadPool(
                List.of((post, expected, stall, transfer) -> new Fetched(source)),
                new DownloadPool.Parts(
                        queue,
                        new ArchivePublisher(archive),
                        new FileLedger(
                                tracker,
                                tracker,
                                new Backoff(1, Duration.ofSeconds(1), Duration.ofSeconds(1), () -> 0)),
                        new Throttle(new TokenBucket(100, 100, time), new FloodGate(time, () -> 0), time),
                        1,
                        InFlightLimit.ONE_FILE,
                        SpaceGuard.of(List.of(), 0),
                        Duration.ofMinutes(1),
                        event -> {},
                        time),
                new SplitSettings(AdaptiveSize.fixed(0), 1, folder),
                abort);
        pool.start();
        pool.await();
        assertThat(abort.cause()).isEmpty();
        assertThat(rows()).hasSize(1);
    }

    private final class Fetched implements MediaSource.FetchedFile {

        private final Path path;

        Fetched(Path path) {
            this.path = path;
        }

        @Override
        public Path path() {
            return path;
        }

        @Override
        public void close() {
            step("release");
        }
    }

    @Test
    @Timeout(30)
    void a_file_is_on_the_disk_under_its_name_before_its_row_is() throws Exception {
        download("bytes");
        assertThat(steps)
                .containsExactly(
                        "make News",
                        "sync downloads",
                        "link " + TEMPORARY,
                        "sync " + TEMPORARY,
                        "name " + TEMPORARY + " as 1_file.bin",
                        "sync News",
                        "row",
                        "release");
    }

    @Test
    @Timeout(30)
    void a_copied_file_is_too() throws Exception {
        RecordingFileSystem.withoutLinks(downloads);
        download("bytes");
        assertThat(steps)
                .containsExactly(
                        "make News",
                        "sync downloads",
                        "write " + TEMPORARY,
                        "sync " + TEMPORARY,
                        "name " + TEMPORARY + " as 1_file.bin",
                        "sync News",
                        "row",
                        "release");
    }

    /** A run was killed between the file's name and its row. */
    @Test
    @Timeout(30)
    void a_file_that_has_its_name_already_is_synced_before_its_row() throws Exception {
        Files.createDirectory(folder.resolve("downloads/News"));
        Files.writeString(folder.resolve("downloads/News/1_file.bin"), "bytes");
        download("bytes");
        assertThat(steps)
                .containsExactly(
                        "sync downloads",
                        "link " + TEMPORARY,
                        "sync " + TEMPORARY,
                        "sync 1_file.bin",
                        "sync News",
                        "remove " + TEMPORARY,
                        "row",
                        "release");
    }

    @Test
    @Timeout(30)
    void a_replaced_file_is_on_the_disk_before_its_row() throws Exception {
        download("bytes");
        long id = rows().get(0).id();
        Files.writeString(folder.resolve("downloads/News/1_file.bin"), "other");
        assertThat(tracker.replace(List.of(id))).isEqualTo(1);
        steps.clear();
        work("bytes");
        assertThat(steps)
                .containsExactly(
                        "sync downloads",
                        "link " + TEMPORARY,
                        "sync " + TEMPORARY,
                        "name " + TEMPORARY + " as 1_file.bin",
                        "sync News",
                        "row",
                        "release");
    }
}
