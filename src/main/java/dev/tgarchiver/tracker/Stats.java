package dev.tgarchiver.tracker;

import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.tracker.file.FileTotals;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the archive holds. A file that several posts hold counts once, in the channel of the post through which it is
 * fetched.
 *
 * @param channels in the order in which they were first archived
 * @param runs the last ten, latest first
 */
public record Stats(List<OfChannel> channels, List<Run> runs) {

    /**
     * One channel.
     *
     * @param earlier the basic group that became this supergroup, whose posts and files count here
     * @param kinds those that occur
     * @param leftOut files that Telegram derives from others and that are not fetched, by role
     */
    public record OfChannel(
            ChannelRow channel,
            List<ChannelRow> earlier,
            List<OfKind> kinds,
            Optional<Mark> first,
            Optional<Mark> last,
            Changes changes,
            Map<String, FileTotals> leftOut) {

        /** All kinds together. */
        public Totals total() {
            return kinds.stream().map(OfKind::totals).reduce(Totals.NONE, Totals::plus);
        }
    }

    /**
     * What became of posts.
     *
     * @param edited posts with more than one version
     * @param deleted posts that Telegram no longer has
     * @param toRead posts that are to be read again, because they are not recorded whole
     * @param toComplete posts of which Telegram gives more when it is asked, which was not done yet
     * @param refused posts of which Telegram did not give all when it was asked
     * @param unsupported posts of a kind that this TDLib does not know
     */
    public record Changes(long edited, long deleted, long toRead, long toComplete, long refused, long unsupported) {

        /** None. */
        public static final Changes NONE = new Changes(0, 0, 0, 0, 0, 0);

        /** The sum of both. */
        public Changes plus(Changes other) {
            return new Changes(
                    edited + other.edited,
                    deleted + other.deleted,
                    toRead + other.toRead,
                    toComplete + other.toComplete,
                    refused + other.refused,
                    unsupported + other.unsupported);
        }
    }

    /** A channel's posts of one kind; {@code kind} is empty for posts without media. */
    public record OfKind(Optional<MediaKind> kind, Totals totals) {}

    /** The first or last post of a channel. */
    public record Mark(PostId id, Instant date) {}

    /**
     * Counts.
     *
     * @param done files in the archive
     * @param pending files still to be fetched
     * @param failed failed files, by cause
     * @param skipped files that a filter excludes, by cause
     * @param removed files that were in the archive and are now only remembered
     * @param deduplicatedBytes bytes that need no space because the archive already holds them
     */
    public record Totals(
            long posts,
            FileTotals done,
            FileTotals pending,
            Map<String, FileTotals> failed,
            Map<String, FileTotals> skipped,
            FileTotals removed,
            long deduplicatedBytes) {

        /** Nothing. */
        public static final Totals NONE =
                new Totals(0, FileTotals.NONE, FileTotals.NONE, Map.of(), Map.of(), FileTotals.NONE, 0);

        /** All known files. */
        public FileTotals files() {
            return done.plus(pending).plus(sum(failed)).plus(sum(skipped)).plus(removed);
        }

        /** Whether all of it is 0. */
        public boolean isNothing() {
            FileTotals files = files();
            return posts == 0 && files.files() == 0 && files.bytes() == 0 && deduplicatedBytes == 0;
        }

        /** The sum of both. */
        public Totals plus(Totals other) {
            return new Totals(
                    posts + other.posts,
                    done.plus(other.done),
                    pending.plus(other.pending),
                    merge(failed, other.failed),
                    merge(skipped, other.skipped),
                    removed.plus(other.removed),
                    deduplicatedBytes + other.deduplicatedBytes);
        }

        private static FileTotals sum(Map<String, FileTotals> byCause) {
            return byCause.values().stream().reduce(FileTotals.NONE, FileTotals::plus);
        }

        private static Map<String, FileTotals> merge(Map<String, FileTotals> one, Map<String, FileTotals> other) {
            Map<String, FileTotals> merged = new TreeMap<>(one);
            other.forEach((cause, amount) -> merged.merge(cause, amount, FileTotals::plus));
            return Collections.unmodifiableMap(merged);
        }
    }

    /** What became of the posts of all channels. */
    public Changes changes() {
        return channels.stream().map(OfChannel::changes).reduce(Changes.NONE, Changes::plus);
    }

    /** All channels together. */
    public Totals total() {
        return channels.stream().map(OfChannel::total).reduce(Totals.NONE, Totals::plus);
    }
}
