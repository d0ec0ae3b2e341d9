package dev.tgarchiver.localtelegram.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** A line of a certain width: says how long a number of bytes must wait for it. Does not wait itself. Thread-safe. */
final class Bandwidth {

    @GuardedBy("this")
    private long bytesPerSecond;

    @GuardedBy("this")
    private long freeAt;

    /** Sets the width; 0 is unlimited. */
    synchronized void set(long newBytesPerSecond) {
        bytesPerSecond = newBytesPerSecond;
        freeAt = 0;
    }

    synchronized long get() {
        return bytesPerSecond;
    }

    /** Takes the line for some bytes and returns when they have passed, in {@link System#nanoTime}'s terms. */
    synchronized long reserve(int bytes, long now) {
        if (bytesPerSecond == 0) {
            return now;
        }
        freeAt = Math.max(now, freeAt) + (long) (bytes * 1e9 / bytesPerSecond);
        return freeAt;
    }
}
