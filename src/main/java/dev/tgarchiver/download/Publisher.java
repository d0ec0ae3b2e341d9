package dev.tgarchiver.download;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.PendingFile;
import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.file.Path;

/** Brings a downloaded file to its place in the archive. */
@FunctionalInterface
public interface Publisher {

    /** Checks it, gives it its name, and has it on disk for good when it returns. Blocks. */
    Stored publish(PendingFile file, Path downloaded) throws StorageFailure, TrackerFailure;

    /** The same for a file whose bytes were read when they came, so that they need not be read again. */
    default Stored publish(PendingFile file, Path downloaded, Checksum known) throws StorageFailure, TrackerFailure {
        return publish(file, downloaded);
    }
}
