package dev.tgarchiver.app.export;

import dev.tgarchiver.export.Pages;
import dev.tgarchiver.storage.local.Fsync;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The files of a format in a folder. Each is on the disk when another one is opened, or all are closed. */
final class FilePages implements Pages, AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private @Nullable Path open;
    private @Nullable OutputStream out;

    FilePages(Path folder) {
        this.folder = folder;
    }

    @Override
    public OutputStream open(String name) throws IOException {
        Path file = folder.resolve(name);
        OutputStream current = out;
        if (current != null && file.equals(open)) {
            return current;
        }
        close();
        OutputStream opened = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), BUFFER_BYTES);
        out = opened;
        open = file;
        return opened;
    }

    @Override
    public void close() throws IOException {
        OutputStream current = out;
        Path file = open;
        out = null;
        open = null;
        if (current != null && file != null) {
            current.close();
            Fsync.file(file);
        }
    }
}
