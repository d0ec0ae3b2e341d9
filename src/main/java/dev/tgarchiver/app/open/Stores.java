package dev.tgarchiver.app.open;

import dev.tgarchiver.config.Configuration;
import dev.tgarchiver.storage.MoveJournal;
import dev.tgarchiver.storage.local.FileMoveJournal;
import dev.tgarchiver.storage.local.FileStore;

/** Chooses where the files of a configuration's archive are stored. Opens and creates nothing. */
public final class Stores {

    private Stores() {}

    /** The archived files. */
    public static FileStore of(Configuration configuration) {
        return new FileStore(configuration.download().outputDir());
    }

    /** The record of the moves in progress, in {@code data_dir}. */
    public static MoveJournal journal(Configuration configuration) {
        return new FileMoveJournal(configuration.home().journal());
    }
}
