package dev.tgarchiver.console;

import dev.tgarchiver.model.ByteSize;
import java.time.Duration;
import java.util.Locale;

/** Durations, rates and counts as the display writes them. */
public final class Format {

    private Format() {}

    /** {@code 0.4 s}, {@code 41 s}, {@code 5 m 07 s}, {@code 1 h 02 m}, {@code 3 d 04 h}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 1) {
            long tenths = Math.max(0, duration.toMillis()) / 100;
            return tenths == 0 ? "0 s" : "0." + tenths + " s";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "m", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, "h", seconds / 60 % 60, "m");
        }
        return two(seconds / 86_400, "d", seconds / 3600 % 24, "h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return String.format(Locale.ROOT, "%d %s %02d %s", large, largeUnit, small, smallUnit);
    }

    /** {@code 2.1 MB/s}. */
    public static String perSecond(double bytesPerSecond) {
        return ByteSize.format(Math.round(bytesPerSecond)) + "/s";
    }

    /** {@code 126 MB/min}, of the same bytes per second. */
    public static String perMinute(double bytesPerSecond) {
        return ByteSize.format(Math.round(bytesPerSecond * 60)) + "/min";
    }

    /** {@code 12,345}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 file}, {@code 12,345 files}. */
    public static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** Whole percent, rounded down so that 100 means all; 0 to 100. */
    public static int percent(long part, long whole) {
        if (whole <= 0) {
            return 0;
        }
        return (int) Math.max(0, Math.min(100, Math.floor(100.0 * part / whole)));
    }
}
