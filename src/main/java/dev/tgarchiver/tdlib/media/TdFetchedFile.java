package dev.tgarchiver.tdlib.media;

import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A complete file in TDLib's own folder. For one thread. */
final class TdFetchedFile implements MediaSource.FetchedFile {

    private final ActiveDownloads active;
    private final int fileId;
    private final Path path;
    private boolean kept;

    /** @throws Transient if the file does not exist */
    TdFetchedFile(ActiveDownloads active, int fileId, Path path) throws Transient {
        this.active = active;
        this.fileId = fileId;
        this.path = path;
        try {
            Files.size(path);
        } catch (IOException e) {
            close();
            throw new Transient("TDLib's copy " + path + " does not exist: " + e.getMessage());
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public void keep() {
        kept = true;
    }

    @Override
    public void close() {
        if (!kept) {
            active.delete(fileId);
        }
    }
}
