package dev.tgarchiver.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Failed files of the run's channels that later runs retry automatically.
 *
 * @param now files that failed in this run
 * @param earlier files that failed in earlier runs
 * @param channels the channels that hold them, as a user names them
 * @param next when the first of them is due; may be in the past
 */
public record Retries(long now, long earlier, List<String> channels, Optional<Instant> next) {
    /** No file. */
    public static final Retries NONE = new Retries(0, 0, List.of(), Optional.empty());

    /** Copies the list. */
    public Retries {
        channels = List.copyOf(channels);
    }
}
