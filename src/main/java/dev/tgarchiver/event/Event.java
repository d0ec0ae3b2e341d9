package dev.tgarchiver.event;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.model.post.MediaKind;
import dev.tgarchiver.model.post.PostId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that happened in a run. Events report, and decide nothing. */
public sealed interface Event {

    /** The word that names this kind of event to scripts. */
    String type();

    /**
     * A file in a run's events.
     *
     * @param id the tracker's number of the file
     * @param post the post through which it is fetched
     * @param size announced bytes, 0 if unknown
     * @param name the sender's file name or, without one, the kind and number; unchecked: it may hold anything
     */
    record FileRef(long id, PostId post, MediaKind kind, long size, String name) {}

    /**
     * The limits after which a run ends although more is left.
     *
     * @param files done or failed files; 0 for no limit
     * @param bytes downloaded bytes; 0 for no limit
     */
    record Limit(long files, long bytes) {
        /** No limit. */
        public static final Limit NONE = new Limit(0, 0);
    }

    /**
     * The run starts.
     *
     * @param channels names of the channels that it walks
     * @param posts links to the single posts that it found
     * @param pendingFiles files that earlier runs left, and those of the single posts
     * @param pendingBytes the sum of their sizes
     */
    record RunStarted(
            long run,
            List<String> channels,
            List<String> posts,
            int workers,
            long pendingFiles,
            long pendingBytes,
            Limit limit)
            implements Event {
        @Override
        public String type() {
            return "run_started";
        }

        /** The same, without single posts. */
        public RunStarted(
                long run, List<String> channels, int workers, long pendingFiles, long pendingBytes, Limit limit) {
            this(run, channels, List.of(), workers, pendingFiles, pendingBytes, limit);
        }
    }

    /** The walk of a channel's history starts. */
    record ChannelStarted(Channel channel) implements Event {
        @Override
        public String type() {
            return "channel_started";
        }
    }

    /** A page of history is in the tracker. Files and bytes count what it made pending. */
    record PageWalked(Channel channel, int posts, int files, long bytes, Instant oldest) implements Event {
        @Override
        public String type() {
            return "page_walked";
        }
    }

    /**
     * Known posts were asked for again, and what they are now is in the tracker.
     *
     * @param posts how many of them Telegram has
     * @param edited how many say something else than before
     * @param deleted how many posts are now known to be deleted
     * @param files files that it made pending
     * @param bytes their announced bytes
     */
    record PostsReadAgain(Channel channel, int posts, int edited, int deleted, int files, long bytes) implements Event {
        @Override
        public String type() {
            return "posts_read_again";
        }
    }

    /** A channel's history was walked to its end. */
    record WalkFinished(Channel channel, long posts) implements Event {
        @Override
        public String type() {
            return "walk_finished";
        }
    }

    /**
     * A channel could not be opened, or not be walked to the end. Precedes {@link RunStarted} for one that could not be
     * opened.
     *
     * @param name the user's or the tracker's name for it
     * @param reason a sentence that names the channel
     */
    record ChannelFailed(String name, String reason) implements Event {
        @Override
        public String type() {
            return "channel_failed";
        }
    }

    /**
     * A post could not be found. Precedes {@link RunStarted}.
     *
     * @param link the link as the user gave it
     * @param reason a sentence that names the link
     */
    record PostFailed(String link, String reason) implements Event {
        @Override
        public String type() {
            return "post_failed";
        }
    }

    /** A worker starts a file. */
    record FileStarted(String worker, FileRef file) implements Event {
        @Override
        public String type() {
            return "file_started";
        }
    }

    /**
     * More of the file is received. Sent at TDLib's pace, up to some hundred times a second.
     *
     * @param bytes received bytes, including those of an earlier attempt
     * @param more how many of them are new since the last report of this attempt; 0 in its first one
     */
    record FileProgress(String worker, FileRef file, long bytes, long more) implements Event {
        @Override
        public String type() {
            return "file_progress";
        }
    }

    /** The file is complete, on disk under {@code path} (relative to the output folder), and in the tracker. */
    record FileDone(String worker, FileRef file, String path, long bytes, Duration took) implements Event {
        @Override
        public String type() {
            return "file_done";
        }
    }

    /** An attempt failed, and the file stays pending; the next attempt is due at {@code next}. */
    record FileRetry(String worker, FileRef file, String reason, int attempt, Instant next) implements Event {
        @Override
        public String type() {
            return "file_retry";
        }
    }

    /** The file is pending again without counting an attempt: it waits for a reason that is not its own. */
    record FilePostponed(String worker, FileRef file, String reason) implements Event {
        @Override
        public String type() {
            return "file_postponed";
        }
    }

    /**
     * The file failed, and this run does not retry it.
     *
     * @param cause says whether a later run retries it
     * @param reason a sentence that says what happened
     */
    record FileFailed(String worker, FileRef file, FailureCause cause, String reason) implements Event {
        @Override
        public String type() {
            return "file_failed";
        }
    }

    /**
     * The file's post was edited and holds another file now, or none; the file is no longer wanted. Files and bytes
     * count what is now pending in its place.
     */
    record FileReplaced(String worker, FileRef file, String reason, int files, long bytes) implements Event {
        @Override
        public String type() {
            return "file_replaced";
        }
    }

    /** Telegram demands a flood wait; no worker sends requests until {@code until}. */
    record FloodWait(Duration length, Instant until) implements Event {
        @Override
        public String type() {
            return "flood_wait";
        }
    }

    /** Something that the user should read. */
    record Notice(Level level, String text) implements Event {
        @Override
        public String type() {
            return "notice";
        }

        /** The severity. */
        public enum Level {
            INFO,
            WARNING
        }
    }

    /**
     * The run has ended.
     *
     * @param posts posts recorded for the first time
     * @param edited posts of which another version was recorded
     * @param deleted posts that were found to be deleted at Telegram
     * @param failed files that failed permanently
     * @param channelsFailed channels that could not be opened, or not be walked to the end
     * @param pending known files that are not fetched, for example because of a limit
     * @param nextAttempt when the first pending file is due, if none is due now
     * @param retries failed files that later runs retry
     * @param kept what is kept of started files that are not complete
     * @param limit limit that ended the run although more is left, for {@link Outcome#LIMIT_REACHED}
     */
    record RunFinished(
            Outcome outcome,
            long posts,
            long edited,
            long deleted,
            long files,
            long bytes,
            long failed,
            long channelsFailed,
            long pending,
            Optional<Instant> nextAttempt,
            Duration took,
            Retries retries,
            Kept kept,
            Optional<Reached> limit)
            implements Event {
        @Override
        public String type() {
            return "run_finished";
        }

        /** The end of a run that found no post edited or deleted. */
        public RunFinished(
                Outcome outcome,
                long posts,
                long files,
                long bytes,
                long failed,
                long channelsFailed,
                long pending,
                Optional<Instant> nextAttempt,
                Duration took,
                Retries retries,
                Kept kept,
                Optional<Reached> limit) {
            this(
                    outcome,
                    posts,
                    0,
                    0,
                    files,
                    bytes,
                    failed,
                    channelsFailed,
                    pending,
                    nextAttempt,
                    took,
                    retries,
                    kept,
                    limit);
        }

        /** Files that the next run resumes, and how many of their bytes it does not fetch again. */
        public record Kept(long files, long bytes) {
            /** Nothing. */
            public static final Kept NONE = new Kept(0, 0);
        }
    }
}
