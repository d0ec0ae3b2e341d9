package dev.tgarchiver.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code archiver stats} shows. Texts are unchecked, sizes are bytes.
 *
 * @param channels in the order to show them
 * @param totals of the whole archive
 * @param runs the newest first
 */
public record StatsView(List<ChannelStats> channels, Totals totals, List<RunLine> runs, Disk disk) {

    /**
     * A channel.
     *
     * @param label how messages call it
     * @param firstPost date of the oldest post in the archive
     * @param lastPost date of the newest post in the archive
     * @param missing ranges of message ids that were not walked yet; none when the history is complete
     * @param kinds one row per kind that it has
     * @param failures how many files failed, by reason
     */
    public record ChannelStats(
            long chatId,
            String label,
            long posts,
            Optional<Instant> firstPost,
            Optional<Instant> lastPost,
            List<IdRange> missing,
            List<KindStats> kinds,
            Map<String, Long> failures) {}

    /** Message ids, both ends included. */
    public record IdRange(long first, long last) {}

    /**
     * The files of one kind in a channel.
     *
     * @param kind such as {@code audio}
     * @param files on disk
     * @param bytes of these
     * @param deduplicatedBytes not stored a second time
     */
    public record KindStats(
            String kind, long files, long bytes, long pending, long failed, long skipped, long deduplicatedBytes) {}

    /** Sums over all channels. */
    public record Totals(
            long posts, long files, long bytes, long pending, long failed, long skipped, long deduplicatedBytes) {}

    /**
     * A run.
     *
     * @param took empty while it is running, and when it was killed
     * @param outcome a word, such as {@code complete}
     */
    public record RunLine(
            long run, Instant started, Optional<Duration> took, String outcome, long files, long bytes, long failed) {

        /** Files per minute, if it took any time. */
        Optional<Double> filesPerMinute() {
            return took.filter(time -> time.toMillis() > 0).map(time -> files * 60_000.0 / time.toMillis());
        }
    }

    /**
     * Disk use.
     *
     * @param archive bytes of the downloaded files
     * @param cache bytes of TDLib's own cache
     * @param free bytes that the file system has left
     */
    public record Disk(long archive, long cache, long free) {}
}
