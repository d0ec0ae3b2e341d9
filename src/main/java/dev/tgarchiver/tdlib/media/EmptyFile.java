package dev.tgarchiver.tdlib.media;

import dev.tgarchiver.telegram.MediaSource.FetchedFile;
import dev.tgarchiver.telegram.TelegramFailure.Local;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An empty file instead of TDLib's copy: TDLib does not create a copy of a file without bytes. */
record EmptyFile(Path path) implements FetchedFile {

    private static final Logger LOG = LoggerFactory.getLogger(EmptyFile.class);

    /** Creates one in a client's folder of partial files. */
    static EmptyFile in(Path folder) throws Local {
        try {
            return new EmptyFile(Files.createTempFile(folder, "empty", ""));
        } catch (IOException e) {
            throw new Local("Cannot create a file in " + folder + ": " + e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("Could not remove an empty file: {}", e.toString());
        }
    }
}
