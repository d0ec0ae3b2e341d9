package dev.tgarchiver.tdlib.media;

import dev.tgarchiver.telegram.MediaSource.FetchedFile;
import dev.tgarchiver.telegram.TelegramFailure.Local;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of no bytes, in the place of TDLib's own copy: TDLib makes none. */
record EmptyFile(Path path) implements FetchedFile {

    private static final Logger LOG = LoggerFactory.getLogger(EmptyFile.class);

    /** Makes one in a folder where clients keep files while they download. */
    static EmptyFile in(Path folder) throws Local {
        try {
            return new EmptyFile(Files.createTempFile(folder, "empty", ""));
        } catch (IOException e) {
            throw new Local("Cannot make a file in " + folder + ": " + e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("An empty file stays behind: {}", e.toString());
        }
    }
}
