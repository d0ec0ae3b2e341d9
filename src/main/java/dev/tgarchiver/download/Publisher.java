package dev.tgarchiver.download;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import java.nio.file.Path;

/** Puts a downloaded file into its place in the archive. */
@FunctionalInterface
public interface Publisher {

    /** Checks the file and gives it its name; it is durable when this returns. Blocks. */
    Stored publish(PendingFile file, Path downloaded) throws StorageFailure, TrackerFailure;

    /** The same for a file whose checksum is known, so that its bytes are not read again. */
    default Stored publish(PendingFile file, Path downloaded, Checksum known) throws StorageFailure, TrackerFailure {
        return publish(file, downloaded);
    }
}
