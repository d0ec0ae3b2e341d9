package dev.tgarchiver.telegram;

import java.util.Optional;

/** Whether Telegram can be reached. Safe for any thread; does not block. */
@FunctionalInterface
public interface Reachability {

    /** Why not and since when, as a failure to end the run with; empty while there is a connection, or none is needed. */
    Optional<TelegramFailure.Unreachable> missing();
}
