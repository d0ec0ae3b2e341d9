package dev.tgarchiver.torture;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import dev.tgarchiver.storage.naming.TemporaryName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Tells what happens in the program's folders, within a fraction of a millisecond where the system can. */
final class FolderWatch implements AutoCloseable {

    private final WatchService service;
    private final Path downloads;
    private final Path trackerLog;
    private final Consumer<Aim> listener;
    private final Thread thread;

    /** {@code listener} is told on this watch's thread. */
    FolderWatch(Path downloads, Path trackerLog, Consumer<Aim> listener) throws IOException {
        this.downloads = downloads;
        this.trackerLog = trackerLog;
        this.listener = listener;
        service = downloads.getFileSystem().newWatchService();
        trackerLog.resolveSibling("").register(service, ENTRY_MODIFY);
        registerBelow(downloads);
        thread = new Thread(this::run, "folder watch");
        thread.setDaemon(true);
    }

    /** Tells from now on. */
    void begin() {
        thread.start();
    }

    private void registerBelow(Path folder) throws IOException {
        try (Stream<Path> folders = Files.walk(folder)) {
            for (Path each : folders.filter(Files::isDirectory).toList()) {
                each.register(service, ENTRY_CREATE);
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            // A file went away under the walk; folders do not.
        }
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = service.take();
                Path folder = (Path) key.watchable();
                for (WatchEvent<?> event : key.pollEvents()) {
                    if (event.context() instanceof Path name) {
                        tell(folder.resolve(name));
                    }
                }
                key.reset();
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            // Closed: that is all.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(Path path) throws IOException {
        if (path.startsWith(downloads)) {
            if (TemporaryName.is(path)) {
                listener.accept(Aim.TEMPORARY_FILE);
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                registerBelow(path);
            } else {
                listener.accept(Aim.FILE_NAMED);
            }
        } else if (path.equals(trackerLog)) {
            listener.accept(Aim.TRACKER_WRITTEN);
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
