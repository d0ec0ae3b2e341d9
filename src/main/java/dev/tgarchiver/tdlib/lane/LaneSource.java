package dev.tgarchiver.tdlib.lane;

import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.PostLookups;
import dev.tgarchiver.telegram.RangeSource;
import dev.tgarchiver.telegram.ReleasingFile;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Gone;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import dev.tgarchiver.telegram.TelegramFailure.Replaced;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import dev.tgarchiver.telegram.Transfer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * A worker's source: its own lane or, for a file that this or an earlier run has started, the lane with its partial
 * download.
 *
 * @param place the index of the worker's own lanes in {@code rotation}
 * @param lanes the lanes by number
 * @param edits the known edits, which lanes do not receive
 * @param now the clock
 */
record LaneSource(
        int place,
        LaneRotation rotation,
        IntFunction<MediaSource> lanes,
        Partials partials,
        Edits edits,
        Supplier<Instant> now)
        implements MediaSource {

    /** Checks whether a post is known to have another file now. */
    @FunctionalInterface
    interface Edits {
        void requireHolds(PostId post, Media expected) throws Replaced, InterruptedException;
    }

    @Override
    public FetchedFile fetch(PostId post, Media expected, Duration stall, Transfer transfer)
            throws TelegramFailure, InterruptedException {
        edits.requireHolds(post, expected);
        String id = expected.uniqueId();
        boolean remembered = Partials.worthKeeping(expected.size());
        Optional<Integer> partial = remembered ? partials.laneOf(id) : Optional.empty();
        partial.ifPresent(rotation::enter);
        int lane = partial.orElseGet(() -> rotation.enterOwn(place));
        boolean fetched = false;
        try {
            FetchedFile file = remembered
                    ? remembered(lane, post, expected, stall, transfer)
                    : lanes.apply(lane).fetch(post, expected, stall, transfer);
            fetched = true;
            return stillHeld(
                    post,
                    expected,
                    new ReleasingFile(
                            file,
                            () -> {
                                if (remembered) {
                                    partials.end(id);
                                }
                            },
                            () -> rotation.leave(lane)));
        } finally {
            if (!fetched) {
                rotation.leave(lane);
            }
        }
    }

    /** Closes the file when the post was edited during the download. */
    private FetchedFile stillHeld(PostId post, Media expected, FetchedFile file) throws Replaced, InterruptedException {
        boolean held = false;
        try {
            edits.requireHolds(post, expected);
            held = true;
            return file;
        } finally {
            if (!held) {
                file.close();
            }
        }
    }

    /**
     * The current lane's. The lane may change before the files are fetched. Their posts are then looked up one by one:
     * about 30 of 2,500.
     */
    @Override
    public PostLookups lookups() {
        return lanes.apply(rotation.current(place)).lookups();
    }

    private FetchedFile remembered(int lane, PostId post, Media expected, Duration stall, Transfer transfer)
            throws TelegramFailure, InterruptedException {
        String id = expected.uniqueId();
        partials.start(lane, id, now.get());
        Watched watched = new Watched(transfer);
        try {
            return lanes.apply(lane).fetch(post, expected, stall, watched);
        } catch (Gone | NoAccess e) {
            partials.end(id);
            throw e;
        } catch (Transient e) {
            if (watched.grown) {
                partials.grown(id);
            } else {
                partials.notGrown(id);
            }
            throw e;
        }
    }

    /** A transfer of which it is known whether any byte was received. */
    private static final class Watched implements Transfer {

        private final Transfer transfer;
        private volatile boolean grown;

        Watched(Transfer transfer) {
            this.transfer = transfer;
        }

        @Override
        public void resumedAt(long bytes) {
            transfer.resumedAt(bytes);
        }

        @Override
        public void received(long more) {
            grown = true;
            transfer.received(more);
        }

        @Override
        public long nextWritten() {
            return transfer.nextWritten();
        }

        @Override
        public void written(Path partial, long bytes) {
            transfer.written(partial, bytes);
        }
    }

    /**
     * Ranges are fetched through the worker's own lane, and are not recorded: their bytes are stored elsewhere during
     * the download.
     */
    @Override
    public Optional<RangeSource> ranges() {
        return lanes.apply(rotation.current(place)).ranges().map(any -> new LaneRanges());
    }

    private final class LaneRanges implements RangeSource {
        @Override
        public boolean hasPartial(Media expected) {
            return partials.laneOf(expected.uniqueId()).isPresent();
        }

        @Override
        public OpenFile open(PostId post, Media expected) throws TelegramFailure, InterruptedException {
            edits.requireHolds(post, expected);
            int lane = rotation.enterOwn(place);
            boolean opened = false;
            try {
                OpenFile file = lanes.apply(lane).ranges().orElseThrow().open(post, expected);
                opened = true;
                return new LaneRange(file, () -> rotation.leave(lane));
            } finally {
                if (!opened) {
                    rotation.leave(lane);
                }
            }
        }
    }

    private record LaneRange(RangeSource.OpenFile file, Runnable end) implements RangeSource.OpenFile {
        @Override
        public RangeSource.RangeDownload start(long offset, long length, Duration stall, LongConsumer received)
                throws TelegramFailure, InterruptedException {
            return file.start(offset, length, stall, received);
        }

        @Override
        public void into(Path target) {
            file.into(target);
        }

        @Override
        public void close() {
            file.close();
            end.run();
        }
    }
}
