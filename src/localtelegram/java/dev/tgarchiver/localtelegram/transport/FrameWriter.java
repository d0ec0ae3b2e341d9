package dev.tgarchiver.localtelegram.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tgarchiver.localtelegram.crypto.AesCtr;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends frames in order, each when the round-trip time has passed and the line is free. One thread runs it; any thread
 * may add frames.
 */
final class FrameWriter implements Runnable {

    /** Frames are gathered up to this size, so that few and large pieces go to the socket. */
    private static final int PIECE = 256 * 1024;

    /** A narrow line is taken in small pieces, or one frame would hold up every other connection. */
    private static final int NARROW_PIECE = 16 * 1024;

    /** Whoever adds more than this waits until the client has read some of it. */
    private static final int MAX_QUEUED_BYTES = 32 << 20;

    private static final class Frame {
        private final byte[] bytes;
        private final long readyAt;

        Frame(byte[] bytes, long readyAt) {
            this.bytes = bytes;
            this.readyAt = readyAt;
        }
    }

    private final OutputStream out;
    private final AesCtr cipher;
    private final Conditions conditions;
    private final Bandwidth line;
    private final byte[] piece = new byte[PIECE];
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final Queue<Frame> queue = new ArrayDeque<>();

    @GuardedBy("lock")
    private int queuedBytes;

    @GuardedBy("lock")
    private boolean closed;

    @GuardedBy("lock")
    private boolean finishing;

    FrameWriter(OutputStream out, AesCtr cipher, Conditions conditions) {
        this.out = out;
        this.cipher = cipher;
        this.conditions = conditions;
        this.line = conditions.newConnection();
    }

    /** Adds a frame, its length header included. The array is the writer's from now on. */
    void add(byte[] frame) {
        long readyAt = System.nanoTime() + conditions.roundTrip().toNanos();
        lock.lock();
        try {
            while (queuedBytes > MAX_QUEUED_BYTES && !closed) {
                changed.awaitUninterruptibly();
            }
            queue.add(new Frame(frame, readyAt));
            queuedBytes += frame.length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends after the frames that were added so far. */
    void finish() {
        lock.lock();
        try {
            finishing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        try {
            Frame frame = next(true);
            while (frame != null) {
                frame = writeWithFollowers(frame);
                if (frame == null) {
                    frame = next(true);
                }
            }
        } catch (IOException | InterruptedException e) {
            // The reading side notices the broken connection and cleans up.
            close();
        }
    }

    /** Writes a frame and those behind it that are due and fit the piece; returns the first that did not fit. */
    private @Nullable Frame writeWithFollowers(Frame first) throws IOException, InterruptedException {
        int filled = 0;
        Frame frame = first;
        while (frame != null && filled + frame.bytes.length <= PIECE) {
            cipher.apply(frame.bytes, 0, frame.bytes.length, piece, filled);
            filled += frame.bytes.length;
            frame = next(false);
        }
        write(filled);
        if (frame != null && frame.bytes.length > PIECE) {
            for (int at = 0; at < frame.bytes.length; at += PIECE) {
                int length = Math.min(PIECE, frame.bytes.length - at);
                cipher.apply(frame.bytes, at, length, piece, 0);
                write(length);
            }
            return null;
        }
        return frame;
    }

    private void write(int length) throws IOException, InterruptedException {
        if (line.get() == 0 && conditions.total().get() == 0) {
            out.write(piece, 0, length);
            return;
        }
        for (int at = 0; at < length; at += NARROW_PIECE) {
            int count = Math.min(NARROW_PIECE, length - at);
            long now = System.nanoTime();
            long passedAt =
                    Math.max(line.reserve(count, now), conditions.total().reserve(count, now));
            TimeUnit.NANOSECONDS.sleep(passedAt - now);
            out.write(piece, at, count);
        }
    }

    /** The next frame, once it is due; null when the writer was closed or, if it shall not wait, none is due. */
    private @Nullable Frame next(boolean wait) throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                Frame head = queue.peek();
                long due = head == null ? 0 : head.readyAt - System.nanoTime();
                if (head != null && due <= 0) {
                    queue.remove();
                    queuedBytes -= head.bytes.length;
                    changed.signalAll();
                    return head;
                }
                if (!wait || (head == null && finishing)) {
                    return null;
                }
                if (head == null) {
                    changed.await();
                } else {
                    awaitNanos(due);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void awaitNanos(long nanos) throws InterruptedException {
        long unused = changed.awaitNanos(nanos);
    }
}
