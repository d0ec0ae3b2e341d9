package dev.tgarchiver.tdlib.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.telegram.Transfer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The state of one download, from TDLib's updates: the receiving thread updates it, a worker waits for it. */
public final class TdDownload {

    /** The states of a download. */
    public enum State {
        RUNNING,
        COMPLETE,
        STOPPED
    }

    /** Waits for the end of the download. */
    public static final long ALL = Long.MAX_VALUE;

    private final LongSupplier nanoTime;
    private final Transfer transfer;
    private final long offset;

    /** The length of the range; 0 for the whole file. */
    private final long length;

    @GuardedBy("this")
    private State state = State.RUNNING;

    @GuardedBy("this")
    private boolean active;

    /** The received bytes; of a range, those from its start. */
    @GuardedBy("this")
    private long bytes;

    /** The bytes that the transfer knows: a restarted range receives some of them again. */
    @GuardedBy("this")
    private long reported;

    /** The contiguous bytes from the start. */
    @GuardedBy("this")
    private long prefix;

    @GuardedBy("this")
    private long lastByte;

    @GuardedBy("this")
    private String path = "";

    /** The number of bytes that the waiting worker needs. */
    @GuardedBy("this")
    private long awaited = ALL;

    /** The download of a whole file. */
    public TdDownload(LongSupplier nanoTime, Transfer transfer) {
        this(nanoTime, transfer, 0, 0);
    }

    /** The download of a range, which is shorter than the file. */
    public TdDownload(LongSupplier nanoTime, Transfer transfer, long offset, long length) {
        this.nanoTime = nanoTime;
        this.transfer = transfer;
        this.offset = offset;
        this.length = length;
        lastByte = nanoTime.getAsLong();
    }

    /** Starts with the bytes of an earlier attempt. Call before TDLib is asked for the others. */
    synchronized void start(long already) {
        bytes = already;
        reported = already;
        transfer.resumedAt(already);
    }

    /** Restarts the download after it has stopped. */
    synchronized void restart() {
        state = State.RUNNING;
        active = false;
        // TDLib may have discarded the received bytes.
        prefix = 0;
        if (length > 0) {
            bytes = 0;
        }
    }

    /**
     * Applies a {@code file} object of TDLib; true when it reports new bytes. The order must be TDLib's: an older
     * object after a newer one would look like a stopped download.
     */
    public synchronized boolean on(JsonNode file) {
        JsonNode local = file.path("local");
        boolean nowActive = local.path("is_downloading_active").booleanValue();
        long nowPrefix = prefix(local);
        long nowBytes = length == 0 ? local.path("downloaded_size").longValue() : nowPrefix;
        // A range is complete shortly before TDLib stops the download.
        boolean rangeIsWhole = length > 0 && nowBytes >= length && !nowActive;
        if (rangeIsWhole || local.path("is_downloading_completed").booleanValue()) {
            state = State.COMPLETE;
        } else if (active && !nowActive) {
            // A download is also inactive before it starts: TDLib looks for a local copy first.
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
        }
        if (bytes > reported) {
            transfer.received(bytes - reported);
            reported = bytes;
        }
        if (state != State.RUNNING || prefix >= awaited) {
            notifyAll();
        }
        return grown;
    }

    private long prefix(JsonNode local) {
        // Until TDLib has started this range, its values refer to the previous one.
        if (local.path("download_offset").longValue() != offset) {
            return 0;
        }
        long here = local.path("downloaded_prefix_size").longValue();
        return length == 0 ? here : Math.min(length, here);
    }

    /**
     * Waits for the end of the download and returns its state; {@link State#RUNNING} when it has {@code enough}
     * contiguous bytes before that, or after {@code patience}.
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

    /** The number of contiguous bytes received from the start of the file or range. */
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

    /** The path of the received bytes, once there are any. */
    public synchronized Path path() {
        return Path.of(path);
    }
}
