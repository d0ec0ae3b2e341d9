package dev.tgarchiver.tdlib.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** What TDLib has said of one download: told by the receiving thread, waited for by a worker. */
public final class TdDownload {

    /** How far it is. */
    public enum State {
        RUNNING,
        COMPLETE,
        STOPPED
    }

    /** For who waits for the end. */
    public static final long ALL = Long.MAX_VALUE;

    private final LongSupplier nanoTime;
    private final LongConsumer progress;
    private final long offset;

    /** Of the range; 0 for the whole file. */
    private final long length;

    @GuardedBy("this")
    private State state = State.RUNNING;

    @GuardedBy("this")
    private boolean active;

    /** Of a range, those from its beginning. */
    @GuardedBy("this")
    private long bytes;

    /** From the beginning, without a gap. */
    @GuardedBy("this")
    private long prefix;

    @GuardedBy("this")
    private long lastByte;

    @GuardedBy("this")
    private String path = "";

    /** Whoever waits goes on with so many bytes. */
    @GuardedBy("this")
    private long awaited = ALL;

    /** A whole file's. */
    public TdDownload(LongSupplier nanoTime, LongConsumer progress) {
        this(nanoTime, progress, 0, 0);
    }

    /** A range's, which is shorter than the file. */
    public TdDownload(LongSupplier nanoTime, LongConsumer progress, long offset, long length) {
        this.nanoTime = nanoTime;
        this.progress = progress;
        this.offset = offset;
        this.length = length;
        lastByte = nanoTime.getAsLong();
    }

    /** So many bytes are here of an earlier attempt; said before TDLib is asked for the others. */
    synchronized void begin(long already) {
        bytes = already;
        progress.accept(already);
    }

    /** It is asked for once more, after it has stopped. */
    synchronized void again() {
        state = State.RUNNING;
        active = false;
        // TDLib may have dropped what was there.
        prefix = 0;
        if (length > 0) {
            bytes = 0;
        }
    }

    /**
     * Takes a {@code file} of TDLib; true when it brought new bytes. They must come in TDLib's order: an old one after a new
     * one would look like a download that has stopped.
     */
    public synchronized boolean on(JsonNode file) {
        JsonNode local = file.path("local");
        boolean nowActive = local.path("is_downloading_active").booleanValue();
        long nowPrefix = prefix(local);
        long nowBytes = length == 0 ? local.path("downloaded_size").longValue() : nowPrefix;
        // A range is whole a moment before TDLib lets go of it.
        boolean rangeIsWhole = length > 0 && nowBytes >= length && !nowActive;
        if (rangeIsWhole || local.path("is_downloading_completed").booleanValue()) {
            state = State.COMPLETE;
        } else if (active && !nowActive) {
            // Before its first active moment a download is inactive too: TDLib looks for a local copy first.
            state = State.STOPPED;
        }
        active = nowActive;
        String named = local.path("path").asText();
        path = named.isEmpty() ? path : named;
        prefix = Math.max(prefix, nowPrefix);
        boolean grown = nowBytes > bytes;
        if (grown) {
            bytes = nowBytes;
            lastByte = nanoTime.getAsLong();
            progress.accept(bytes);
        }
        if (state != State.RUNNING || prefix >= awaited) {
            notifyAll();
        }
        return grown;
    }

    private long prefix(JsonNode local) {
        // Until TDLib has begun with this range, what it says is of the one before.
        if (local.path("download_offset").longValue() != offset) {
            return 0;
        }
        long here = local.path("downloaded_prefix_size").longValue();
        return length == 0 ? here : Math.min(length, here);
    }

    /**
     * The state when the download is over; {@link State#RUNNING} when it is not, but has so many bytes from the beginning, or
     * {@code patience} is over.
     */
    public synchronized State await(long enough, Duration patience) throws InterruptedException {
        long end = nanoTime.getAsLong() + patience.toNanos();
        awaited = enough;
        while (state == State.RUNNING && prefix < enough) {
            long left = end - nanoTime.getAsLong();
            if (left <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        awaited = ALL;
        return state;
    }

    /** How many bytes from the beginning of the file, or of the range, are here without a gap. */
    synchronized long prefix() {
        return prefix;
    }

    synchronized boolean isComplete() {
        return state == State.COMPLETE;
    }

    synchronized boolean active() {
        return active;
    }

    synchronized long lastByte() {
        return lastByte;
    }

    /** Where they are, once there are any. */
    public synchronized Path path() {
        return Path.of(path);
    }
}
