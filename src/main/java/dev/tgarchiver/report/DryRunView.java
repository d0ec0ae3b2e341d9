package dev.tgarchiver.report;

import java.time.Duration;
import java.util.List;

/**
 * What a run would have to download.
 *
 * @param posts that the channels' walked histories have
 * @param kinds what is pending, by kind of media
 * @param skipped what is not selected, by criterion
 * @param calls paced calls to Telegram that the downloads take
 * @param callTime how long these take at the configured pace
 * @param bytesPerSecond the speed that is expected
 * @param measured whether that is the last runs' speed, or a guess
 * @param transferTime how long the bytes take at that speed
 * @param failed files that failed in earlier runs and are not due yet
 * @param filesPerRun after how many files a run ends; 0 for no limit
 */
public record DryRunView(
        long posts,
        List<Part> kinds,
        List<Part> skipped,
        long calls,
        Duration callTime,
        double bytesPerSecond,
        boolean measured,
        Duration transferTime,
        long failed,
        long filesPerRun) {

    /** Some files, and what they have in common. */
    public record Part(String name, long files, long bytes) {}

    /** Copies the lists. */
    public DryRunView {
        kinds = List.copyOf(kinds);
        skipped = List.copyOf(skipped);
    }

    long files() {
        return kinds.stream().mapToLong(Part::files).sum();
    }

    long bytes() {
        return kinds.stream().mapToLong(Part::bytes).sum();
    }

    /** Calls and bytes go on at the same time, so the slower decides. */
    Duration time() {
        return callTime.compareTo(transferTime) > 0 ? callTime : transferTime;
    }

    long runs() {
        return filesPerRun == 0 ? 1 : Math.max(1, (files() + filesPerRun - 1) / filesPerRun);
    }
}
