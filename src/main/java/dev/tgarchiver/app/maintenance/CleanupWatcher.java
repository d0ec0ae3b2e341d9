package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.archive.maintenance.CleanupReport;
import dev.tgarchiver.archive.maintenance.Relocation;
import java.util.Optional;

/** Receives the results of a cleanup. On the caller's thread. */
public interface CleanupWatcher {

    /**
     * Everything but the relocation is done.
     *
     * @param holder who holds the archive, in a sentence; what must not be done beside it was left out
     */
    void cleaned(CleanupReport report, Optional<String> holder);

    /** The files are moved. */
    void relocated(Relocation.Report report);
}
