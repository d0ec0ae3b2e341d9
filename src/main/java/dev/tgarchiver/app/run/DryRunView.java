package dev.tgarchiver.app.run;

import java.time.Duration;
import java.util.List;

/**
 * What a run would have to download.
 *
 * @param posts of the channels' walked histories
 * @param toRead posts of these that are to be read again, since an older archiver has not recorded them whole
 * @param kinds what is pending, by kind of media
 * @param skipped what is not selected, by criterion
 * @param calls paced calls to Telegram that the downloads take
 * @param callTime how long these take at the configured rate
 * @param bytesPerSecond the expected speed
 * @param measured whether that is the last runs' speed, or assumed
 * @param transferTime how long the bytes take at that speed
 * @param failed files that failed in earlier runs and are not due yet
 * @param filesPerRun files after which a run ends; 0 for no limit
 */
public record DryRunView(
        long posts,
        long toRead,
        List<Part> kinds,
        List<Part> skipped,
        long calls,
        Duration callTime,
        double bytesPerSecond,
        boolean measured,
        Duration transferTime,
        long failed,
        long filesPerRun) {

    /** A group of files. */
    public record Part(String name, long files, long bytes) {}

    /** Copies the lists. */
    public DryRunView {
        kinds = List.copyOf(kinds);
        skipped = List.copyOf(skipped);
    }

    public long files() {
        return kinds.stream().mapToLong(Part::files).sum();
    }

    public long bytes() {
        return kinds.stream().mapToLong(Part::bytes).sum();
    }

    /** Calls and bytes overlap, so the slower decides. */
    public Duration time() {
        return callTime.compareTo(transferTime) > 0 ? callTime : transferTime;
    }

    public long runs() {
        return filesPerRun == 0 ? 1 : Math.max(1, (files() + filesPerRun - 1) / filesPerRun);
    }
}
