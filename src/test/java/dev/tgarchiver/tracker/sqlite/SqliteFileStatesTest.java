package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.tracker.FileStatesContract;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteFileStatesTest extends FileStatesContract {

    @TempDir
    private Path folder;

    @Override
    protected Tracker open() throws TrackerFailure {
        return SqliteTracker.open(folder.resolve("tracker.db"));
    }
}
