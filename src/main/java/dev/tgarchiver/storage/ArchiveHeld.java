package dev.tgarchiver.storage;

import java.nio.file.Path;

/** Another process holds the archive. The message says which one, and what to do. */
public final class ArchiveHeld extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * A failure of this kind.
     *
     * @param dataDir the archive's {@code data_dir}
     * @param holder who holds it; empty when that is unknown
     */
    public ArchiveHeld(Path dataDir, String holder) {
        super("The archive in " + dataDir + " is in use by " + (holder.isEmpty() ? "another process" : holder)
                + ". Wait for it, or stop it; archiver --progress shows its progress.");
    }
}
