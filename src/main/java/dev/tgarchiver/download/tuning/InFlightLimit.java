package dev.tgarchiver.download.tuning;

import java.time.Duration;

/**
 * What a worker may have in flight.
 *
 * @param fewest number of files at a time, at least 1, however many bytes they lack, where a file's first bytes come
 *     soon
 * @param bytes the worker starts no further file while its files in flight lack at least this many bytes
 * @param files most files at a time, at least 1
 */
public record InFlightLimit(int fewest, AdaptiveSize bytes, int files) {

    /** With small files at a round trip of 200 ms, 16 are 1.7 times as fast as 8; at 50 ms, 24 only use more processor time. */
    public static final int FILES = 16;

    /** One file at a time. */
    public static final InFlightLimit ONE_FILE = new InFlightLimit(1, AdaptiveSize.fixed(0), 1);

    /**
     * What the worker downloads in a second, which is longer than a file takes to start: enough for its files to fill
     * its link. Measured with songs at a round trip of 50 ms: 16 MiB are a sixth faster than 8, and 24 not faster than
     * 16. At least two files where the round trip is short, because one alone does not fill the link: TDLib requests
     * its parts with pauses.
     */
    public static final InFlightLimit AUTO =
            new InFlightLimit(2, new AdaptiveSize(Duration.ofSeconds(1), 1 << 20, 32 << 20, 8 << 20), FILES);

    /** A fixed number of bytes, with the usual number of files; 0 for one file at a time. */
    public static InFlightLimit of(long bytes) {
        return bytes == 0 ? ONE_FILE : new InFlightLimit(1, AdaptiveSize.fixed(bytes), FILES);
    }
}
