package dev.tgarchiver.tdlib;

import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.RangeSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Gone;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * A worker's source: its own lane, or for a file that was begun before, in this run or an earlier one, the lane that has
 * its beginning.
 *
 * @param own the number of the worker's lane
 * @param lanes the lanes by number
 * @param now what time it is
 */
record LaneSource(int own, IntFunction<MediaSource> lanes, Partials partials, Supplier<Instant> now)
        implements MediaSource {

    @Override
    public FetchedFile fetch(PostId post, Media expected, Duration stall, LongConsumer progress)
            throws TelegramFailure, InterruptedException {
        String id = expected.uniqueId();
        if (!Partials.worthKeeping(expected.size())) {
            return lanes.apply(own).fetch(post, expected, stall, progress);
        }
        int lane = partials.laneOf(id).orElse(own);
        partials.begin(lane, id, now.get());
        // The first word is of the bytes that an earlier attempt has left.
        AtomicInteger words = new AtomicInteger();
        try {
            FetchedFile file = lanes.apply(lane).fetch(post, expected, stall, bytes -> {
                words.incrementAndGet();
                progress.accept(bytes);
            });
            return new WholeFile(file, partials, id);
        } catch (Gone | NoAccess e) {
            partials.end(id);
            throw e;
        } catch (Transient e) {
            if (words.get() > 1) {
                partials.grown(id);
            } else {
                partials.notGrown(id);
            }
            throw e;
        }
    }

    /** Ranges come through the worker's own lane, and are not remembered: a range that is not whole is worth little. */
    @Override
    public Optional<RangeSource> ranges() {
        return lanes.apply(own).ranges().map(lane -> new LaneRanges(lane, partials));
    }

    private record LaneRanges(RangeSource lane, Partials partials) implements RangeSource {
        @Override
        public boolean hasBegun(Media expected) {
            return partials.laneOf(expected.uniqueId()).isPresent();
        }

        @Override
        public OpenFile open(PostId post, Media expected) throws TelegramFailure, InterruptedException {
            return lane.open(post, expected);
        }
    }

    private record WholeFile(FetchedFile file, Partials partials, String id) implements FetchedFile {
        @Override
        public Path path() {
            return file.path();
        }

        @Override
        public void close() {
            file.close();
            partials.end(id);
        }
    }
}
