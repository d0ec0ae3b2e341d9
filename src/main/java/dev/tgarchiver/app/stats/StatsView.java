package dev.tgarchiver.app.stats;

import dev.tgarchiver.app.run.RunLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code archiver stats} shows. Texts are unchecked, sizes are bytes.
 *
 * @param channels in the order to show them
 * @param totals of these channels
 * @param changes what became of the posts of these channels
 * @param failures the first of the failed files
 * @param runs the newest first
 * @param maxAttempts attempts after which a file counts as failed
 */
public record StatsView(
        List<ChannelStats> channels,
        Counts totals,
        Changes changes,
        List<FailedLine> failures,
        List<RunLine> runs,
        Disk disk,
        int maxAttempts) {

    /** Some files and the sum of their sizes. */
    public record Files(long files, long bytes) {
        /** Nothing. */
        public static final Files NONE = new Files(0, 0);
    }

    /**
     * A channel.
     *
     * @param label its name in messages
     * @param firstPost date of the oldest post in the archive
     * @param lastPost date of the newest post in the archive
     * @param notWalked ranges of message ids that no walk has requested; none when the history is complete
     * @param counts all kinds together
     * @param kinds one row per kind that it has
     * @param failed failed files, by reason
     * @param skipped files that a filter excludes, by reason
     * @param changes what became of its posts
     * @param leftOut files that Telegram derives from others, by their role
     * @param profile what it says of itself, if it was asked
     * @param formerly what it was called before
     * @param earlierChats the basic group that became this supergroup; it counts here
     */
    public record ChannelStats(
            long chatId,
            String label,
            Optional<Instant> firstPost,
            Optional<Instant> lastPost,
            List<IdRange> notWalked,
            Counts counts,
            List<KindStats> kinds,
            Map<String, Files> failed,
            Map<String, Files> skipped,
            Changes changes,
            Map<String, Files> leftOut,
            Optional<Profile> profile,
            List<String> formerly,
            List<Long> earlierChats) {}

    /**
     * What a channel says of itself.
     *
     * @param usernames without the at sign
     * @param photo bytes of its picture in the archive; 0 for none
     * @param members 0 when not known
     * @param linkedChat the chat with its discussion, or the channel that it discusses; 0 for none
     * @param pinned the ids of its pinned posts
     * @param seenAt when it was last seen so
     */
    public record Profile(
            String title,
            List<String> usernames,
            String description,
            long photo,
            int members,
            long linkedChat,
            List<Long> pinned,
            boolean protectedContent,
            Instant seenAt) {}

    /**
     * What became of posts.
     *
     * @param edited with more than one version
     * @param deleted at Telegram
     * @param toRead to be read again, since an older archiver has not recorded them whole
     * @param toComplete with contents that Telegram gives only when asked, and was not asked for yet
     * @param refused with contents that Telegram did not give when it was asked
     * @param unsupported of a kind that this version does not know
     */
    public record Changes(long edited, long deleted, long toRead, long toComplete, long refused, long unsupported) {
        /** Nothing. */
        public static final Changes NONE = new Changes(0, 0, 0, 0, 0, 0);
    }

    /** Message ids, both ends included; without {@code last} up to the channel's end. */
    public record IdRange(long first, OptionalLong last) {}

    /** A channel's posts of one kind; {@code kind} is such as {@code audio}, or {@code text} for posts without a file. */
    public record KindStats(String kind, Counts counts) {}

    /**
     * How much there is.
     *
     * @param done files in the archive
     * @param pending files still to be fetched
     * @param failed failed files
     * @param skipped files that a filter excludes
     * @param removed files that were in the archive and are now only remembered
     * @param deduplicatedBytes not stored a second time
     */
    public record Counts(
            long posts, Files done, Files pending, Files failed, Files skipped, Files removed, long deduplicatedBytes) {

        /** How many files are known, whatever their state. */
        public long known() {
            return done.files() + pending.files() + failed.files() + skipped.files() + removed.files();
        }
    }

    /**
     * A failed file.
     *
     * @param channel its name in messages
     * @param cause the word for counting failures
     * @param reason what happened, as a sentence
     * @param retryAt when a run retries it by itself, if ever
     */
    public record FailedLine(
            String channel,
            long chatId,
            long messageId,
            String kind,
            String name,
            long bytes,
            String cause,
            String reason,
            Optional<Instant> retryAt) {}

    /**
     * Disk use.
     *
     * @param archive bytes of the downloaded files
     * @param cache bytes of files in flight and of TDLib's own cache
     * @param tracker bytes of the tracker
     * @param free bytes that the file system of the downloaded files has left
     */
    public record Disk(long archive, long cache, long tracker, long free) {}
}
