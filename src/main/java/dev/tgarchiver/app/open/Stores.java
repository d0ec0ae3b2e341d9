package dev.tgarchiver.app.open;

import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.storage.ArchiveHome;
import dev.tgarchiver.storage.BlobStore;
import dev.tgarchiver.storage.MoveJournal;
import dev.tgarchiver.storage.local.FileMoveJournal;
import dev.tgarchiver.storage.local.LocalBlobStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Chooses where the files of a configuration's archive are stored. Opens and creates nothing. */
public final class Stores {

    private Stores() {}

    /** The archived files. */
    public static BlobStore of(Configuration configuration) {
        return new LocalBlobStore(configuration.download().outputDir(), own(configuration));
    }

    /** The folders that a run fills. */
    public static List<Path> disks(Configuration configuration) {
        return List.of(configuration.download().outputDir(), configuration.dataDir());
    }

    /** The record of the moves in progress, in {@code data_dir}. */
    public static MoveJournal journal(Configuration configuration) {
        return new FileMoveJournal(configuration.home().journal());
    }

    /** The archiver's own files. Even if they lie in the archive's folder, no cleanup may touch them. */
    private static List<Path> own(Configuration configuration) {
        ArchiveHome data = configuration.home();
        List<Path> own = new ArrayList<>(data.files());
        own.addAll(List.of(
                data.lanes(),
                data.cache(),
                data.logs(),
                configuration.telegram().sessionDir()));
        configuration.file().ifPresent(own::add);
        configuration.telegram().tdlibLibrary().ifPresent(own::add);
        return own;
    }
}
