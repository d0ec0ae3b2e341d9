package dev.tgarchiver.tracker.sqlite.database;

import dev.tgarchiver.model.ByteSize;
import java.time.Duration;

/**
 * What it takes to bring the tracker of an older archiver up to date. That is one transaction: a kill, a power cut or a
 * full disk leaves the older tracker, whole, and the next command that writes starts again.
 *
 * @param posts how many the tracker has
 */
public record Migration(long posts) {

    /** Measured with a million posts: 9 s on a free machine, 11 to 15 s on a busy one. */
    private static final Duration MILLION = Duration.ofSeconds(15);

    /** Measured: 62 bytes in the write-ahead log, 19 of which stay, in the database. */
    private static final long BYTES = 100;

    /** For a small tracker, whose pages count more than its posts. */
    private static final long LEAST_BYTES = 1 << 20;

    private static final Duration LONG = Duration.ofSeconds(3);

    /** Hears of a migration before it starts. */
    @FunctionalInterface
    public interface Listener {

        /** Ignores it. */
        Listener NONE = migration -> {};

        void starts(Migration migration);
    }

    /** About how long it takes, rather too long than too short. */
    public Duration about() {
        return Duration.ofSeconds(Math.max(1, Math.round(posts * (MILLION.toSeconds() / 1e6))));
    }

    /** Whether a person would wonder what takes so long. */
    public boolean isLong() {
        return about().compareTo(LONG) > 0;
    }

    /** How many free bytes it needs on the tracker's disk. */
    public long bytes() {
        return Math.max(LEAST_BYTES, Math.multiplyExact(posts, BYTES));
    }

    /** What is to come, for the user. */
    public String words() {
        return "An older archiver wrote the tracker. Its " + posts
                + " posts are brought up to date first, which takes about "
                + time() + " and " + ByteSize.format(bytes())
                + " of disk space. If that is interrupted, nothing has changed, and the next command starts again.";
    }

    private String time() {
        long seconds = about().toSeconds();
        return seconds < 100 ? seconds + " seconds" : Math.round(seconds / 60.0) + " minutes";
    }
}
