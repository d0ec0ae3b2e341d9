package dev.tgarchiver.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.console.progress.ProgressSnapshot;
import dev.tgarchiver.console.progress.RunProgress;
import dev.tgarchiver.console.progress.SnapshotJson;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run leaves beside the tracker for {@code archiver progress} in another process: its state, written anew twice a
 * second, always whole, and removed at the end. A run whose process was killed leaves its last state behind; who reads it
 * asks the tracker whether the run goes on. Events cost no more than counting; nothing here ever disturbs the run.
 */
final class ProgressFile implements EventListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressFile.class);
    private static final String FILE = "progress.json";
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Path next;
    private final long run;
    private final RunProgress tally = new RunProgress(Clock.systemUTC(), System::nanoTime);
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });
    // On the writer's thread only.
    private boolean failed;

    private ProgressFile(Path dataDir, long run) {
        file = dataDir.resolve(FILE);
        next = dataDir.resolve(FILE + ".next");
        this.run = run;
    }

    /** Writes the state of the tracker's run of this number from now on until it is closed. */
    static ProgressFile begin(Path dataDir, long run) {
        ProgressFile progress = new ProgressFile(dataDir, run);
        // What it does cannot throw, so there is nothing to be learned from this.
        ScheduledFuture<?> unused =
                progress.writer.scheduleWithFixedDelay(progress::write, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return progress;
    }

    /** The state that a run left last; empty if it left none that can be read. */
    static Optional<ProgressSnapshot> read(Path dataDir, long run) {
        try {
            return SnapshotJson.read(JSON.readTree(Files.readString(dataDir.resolve(FILE))))
                    .filter(state -> state.run() == run);
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.debug("No progress", e);
            return Optional.empty();
        }
    }

    @Override
    public void on(Event event) {
        tally.on(event);
    }

    private void write() {
        // The run has its number before it has told of its start.
        ObjectNode state = SnapshotJson.write(tally.snapshot()).put("run", run);
        try {
            Files.deleteIfExists(next);
            createForOwner(next);
            Files.writeString(next, JSON.writeValueAsString(state) + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            failed = false;
        } catch (IOException | RuntimeException e) {
            if (!failed) {
                LOG.warn("{} cannot be written; archiver progress shows nothing: {}", file, e.toString());
            }
            failed = true;
        }
    }

    /** Names of files are nobody else's business, as in the tracker. */
    private static void createForOwner(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(path);
        }
    }

    /** Writes no more, and removes the file. */
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
