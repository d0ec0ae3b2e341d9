package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.tracker.ChatContract;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteChatTest extends ChatContract {

    @TempDir
    private Path folder;

    @Override
    protected Tracker open() throws TrackerFailure {
        return SqliteTracker.open(folder.resolve("tracker.db"));
    }
}
