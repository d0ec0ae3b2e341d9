package dev.tgarchiver.download.queue;

import java.time.Duration;

/** What a taker is to do. */
sealed interface Choice {

    record Taken(Task task) implements Choice {}

    /** Waits for a change since the choice, which saw {@code seen} changes. */
    record Wait(Duration atMost, long seen) implements Choice {}

    record Ended() implements Choice {}
}
