package dev.tgarchiver.event;

import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.MediaKind;
import dev.tgarchiver.model.Outcome;
import dev.tgarchiver.model.PostId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One thing that happened in a run. Events tell; they decide nothing. */
public sealed interface Event {

    /** The word that names this kind of event to scripts. */
    String type();

    /**
     * A file in a run's events.
     *
     * @param id the tracker's number for it
     * @param post the post it is fetched through
     * @param size announced bytes, 0 if unknown
     * @param name the sender's file name or, without one, the kind and number; unchecked: it may hold anything
     */
    record FileRef(long id, PostId post, MediaKind kind, long size, String name) {}

    /**
     * After how much a run ends although more is left.
     *
     * @param files done or failed; 0 for no limit
     * @param bytes downloaded; 0 for no limit
     */
    record Limit(long files, long bytes) {
        /** No limit. */
        public static final Limit NONE = new Limit(0, 0);
    }

    /**
     * The run begins.
     *
     * @param channels that it walks
     * @param posts links to single posts that it has found
     * @param pendingFiles what earlier runs left to do, and the single posts hold
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

    /** A channel's history is now walked. */
    record ChannelStarted(Channel channel) implements Event {
        @Override
        public String type() {
            return "channel_started";
        }
    }

    /** A page of history is in the tracker. Files and bytes count what is newly pending through it. */
    record PageWalked(Channel channel, int posts, int files, long bytes, Instant oldest) implements Event {
        @Override
        public String type() {
            return "page_walked";
        }
    }

    /** A channel's history was walked to its end, or as far as it was not known yet. */
    record WalkFinished(Channel channel, long posts) implements Event {
        @Override
        public String type() {
            return "walk_finished";
        }
    }

    /**
     * A channel could not be opened, or not be walked to the end. Comes before {@link RunStarted} for one that could not
     * be opened.
     *
     * @param name as the user or the tracker calls it
     * @param reason as a sentence that names the channel
     */
    record ChannelFailed(String name, String reason) implements Event {
        @Override
        public String type() {
            return "channel_failed";
        }
    }

    /**
     * A post could not be found. Comes before {@link RunStarted}.
     *
     * @param link as the user gave it
     * @param reason as a sentence that names it
     */
    record PostFailed(String link, String reason) implements Event {
        @Override
        public String type() {
            return "post_failed";
        }
    }

    /** A worker begins with a file. */
    record FileStarted(String worker, FileRef file) implements Event {
        @Override
        public String type() {
            return "file_started";
        }
    }

    /**
     * {@code bytes} of the file are here: first those that an earlier attempt has left, which may be 0. Comes at TDLib's pace,
     * up to some hundred times a second.
     */
    record FileProgress(String worker, FileRef file, long bytes) implements Event {
        @Override
        public String type() {
            return "file_progress";
        }
    }

    /** The file is whole, on disk under {@code path} (relative to the output folder), and in the tracker. */
    record FileDone(String worker, FileRef file, String path, long bytes, Duration took) implements Event {
        @Override
        public String type() {
            return "file_done";
        }
    }

    /** An attempt failed and the file stays pending; it is tried again at {@code next}. */
    record FileRetry(String worker, FileRef file, String reason, int attempt, Instant next) implements Event {
        @Override
        public String type() {
            return "file_retry";
        }
    }

    /** The file is pending again and no attempt is counted: it has to wait, for a reason that is not its own. */
    record FilePostponed(String worker, FileRef file, String reason) implements Event {
        @Override
        public String type() {
            return "file_postponed";
        }
    }

    /**
     * The file failed and this run will not try it again.
     *
     * @param cause says whether a later run will
     * @param reason what happened, as a sentence
     */
    record FileFailed(String worker, FileRef file, FailureCause cause, String reason) implements Event {
        @Override
        public String type() {
            return "file_failed";
        }
    }

    /**
     * The file's post was edited and holds another file now, or none; the file is not wanted any more. Files and bytes
     * count what is newly pending in its place.
     */
    record FileReplaced(String worker, FileRef file, String reason, int files, long bytes) implements Event {
        @Override
        public String type() {
            return "file_replaced";
        }
    }

    /** Telegram told us to wait; every worker stands still until {@code until}. */
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

        /** How much it matters. */
        public enum Level {
            INFO,
            WARNING
        }
    }

    /**
     * The run is over.
     *
     * @param posts recorded for the first time
     * @param failed files that were given up
     * @param channelsFailed channels that could not be opened, or not be walked to the end
     * @param pending files that are known and not fetched, for example because of a limit
     * @param nextAttempt when the first of the pending files may be tried again, if none may be now
     * @param retries the given up files that later runs try again
     * @param kept what is kept of files that were begun and are not whole
     * @param limit what ended it although more is left, for {@link Outcome#LIMIT_REACHED}
     */
    record RunFinished(
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
            Optional<Reached> limit)
            implements Event {
        @Override
        public String type() {
            return "run_finished";
        }

        /**
         * Given up files of the run's channels that later runs try again by themselves.
         *
         * @param now those that failed in this run
         * @param earlier those that failed in earlier runs
         * @param channels that hold them, as a user names them
         * @param next when the first of them is due; may be past
         */
        public record Retries(long now, long earlier, List<String> channels, Optional<Instant> next) {
            /** No file. */
            public static final Retries NONE = new Retries(0, 0, List.of(), Optional.empty());

            /** Copies the list. */
            public Retries {
                channels = List.copyOf(channels);
            }
        }

        /** Files that the next run resumes, and how many bytes of them it need not fetch again. */
        public record Kept(long files, long bytes) {
            /** Nothing. */
            public static final Kept NONE = new Kept(0, 0);
        }

        /**
         * A limit that was reached.
         *
         * @param setting the last part of its key, such as {@code max_files_per_run}
         * @param amount how much it allows, such as {@code 100 files}
         * @param leftBytes the sum of the sizes of the pending files
         * @param walked whether the channels' histories were walked to their ends; if not, more files may be found there
         */
        public record Reached(String setting, String amount, long leftBytes, boolean walked) {}
    }
}
