package dev.tgarchiver.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.progress.ProgressSnapshot;
import dev.tgarchiver.progress.SnapshotJson;
import dev.tgarchiver.storage.ArchiveHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's state, in a file beside the tracker for {@code archiver progress} in another process: rewritten atomically
 * twice a second, and removed at the end. A run whose process was killed leaves its last state behind; readers ask the
 * tracker whether the run still runs. A failure here never disturbs the run.
 */
public final class ProgressFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressFile.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Path next;
    private final long run;
    private final Supplier<ProgressSnapshot> state;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });
    // On the writer's thread only.
    private boolean failed;

    private ProgressFile(ArchiveHome home, long run, Supplier<ProgressSnapshot> state) {
        file = home.progress();
        next = home.nextProgress();
        this.run = run;
        this.state = state;
    }

    /** Writes the state of the tracker's run of this number until it is closed. */
    public static ProgressFile start(ArchiveHome home, long run, Supplier<ProgressSnapshot> state) {
        ProgressFile progress = new ProgressFile(home, run, state);
        // The task cannot throw, so its future carries no information.
        ScheduledFuture<?> unused =
                progress.writer.scheduleWithFixedDelay(progress::write, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return progress;
    }

    /** The state that a run left last; empty if it left none that can be read. */
    public static Optional<ProgressSnapshot> read(ArchiveHome home, long run) {
        try {
            return SnapshotJson.read(JSON.readTree(Files.readString(home.progress())))
                    .filter(state -> state.run() == run);
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.debug("No progress", e);
            return Optional.empty();
        }
    }

    private void write() {
        // The run has its number before its start event.
        ObjectNode json = SnapshotJson.write(state.get()).put("run", run);
        try {
            Files.deleteIfExists(next);
            createForOwner(next);
            Files.writeString(next, JSON.writeValueAsString(json) + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            failed = false;
        } catch (IOException | RuntimeException e) {
            if (!failed) {
                LOG.warn("{} cannot be written; archiver progress shows nothing: {}", file, e.toString());
            }
            failed = true;
        }
    }

    /** Only the owner may see names of files, as in the tracker. */
    private static void createForOwner(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(path);
        }
    }

    /** Stops writing, and removes the file. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(PAUSE.toMillis() * 4, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Files.deleteIfExists(next);
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", file, e.toString());
        }
    }
}
