package dev.tgarchiver.app.account;

import dev.tgarchiver.app.Environment;
import dev.tgarchiver.app.open.OpenArchive;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.List;

/** Lists the chats of the account. */
public final class ChatsUseCase {

    private static final String COMMAND = "chats";

    private final Environment environment;

    /** Lists the chats of the account of this environment. */
    public ChatsUseCase(Environment environment) {
        this.environment = environment;
    }

    /** All chats. Blocks. */
    public List<Channel> run()
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, InterruptedException {
        try (OpenArchive live = OpenArchive.open(environment, COMMAND)) {
            return live.session().channels().all();
        }
    }
}
