package dev.tgarchiver.app.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run of the tracker as it is shown.
 *
 * @param took so far, while it is running; empty when it was killed
 * @param outcome a word, such as {@code complete}, {@code running} or {@code killed}
 * @param posts recorded for the first time
 * @param edited posts of which it recorded another version
 * @param deleted posts that it found deleted at Telegram
 * @param command the command in short
 */
public record RunLine(
        long run,
        Instant started,
        Optional<Duration> took,
        String outcome,
        long posts,
        long edited,
        long deleted,
        long files,
        long bytes,
        long failed,
        String command) {

    /** Files per minute, if it took any time. */
    public Optional<Double> filesPerMinute() {
        return took.filter(time -> time.toMillis() > 0).map(time -> files * 60_000.0 / time.toMillis());
    }
}
