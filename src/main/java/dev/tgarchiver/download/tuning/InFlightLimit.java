package dev.tgarchiver.download.tuning;

import java.time.Duration;

/**
 * What a worker may have under way.
 *
 * @param fewest so many files at a time, at least 1, whatever is missing of them, where a file's first bytes come soon
 * @param bytes it begins no more than these while at least so many bytes are missing of those that it has begun
 * @param files at most so many at a time, at least 1
 */
public record InFlightLimit(int fewest, AdaptiveSize bytes, int files) {

    /** Small files at a round trip of 200 ms: 16 are 1.7 times as fast as 8; 24 take the processor longer for nothing at 50. */
    public static final int FILES = 16;

    /** One file at a time. */
    public static final InFlightLimit ONE_FILE = new InFlightLimit(1, AdaptiveSize.fixed(0), 1);

    /**
     * What the worker brings in a second, which is longer than a file takes to begin: enough for the files that share its
     * line to fill it. Measured with songs at a round trip of 50 ms: 16 MiB bring a sixth more than 8, 24 no more than 16. And
     * two files where the way is short, for there one alone does not fill it: TDLib asks for its parts with pauses.
     */
    public static final InFlightLimit AUTO =
            new InFlightLimit(2, new AdaptiveSize(Duration.ofSeconds(1), 1 << 20, 32 << 20, 8 << 20), FILES);

    /** So many bytes, and as many files as otherwise; 0 for one file at a time. */
    public static InFlightLimit of(long bytes) {
        return bytes == 0 ? ONE_FILE : new InFlightLimit(1, AdaptiveSize.fixed(bytes), FILES);
    }
}
