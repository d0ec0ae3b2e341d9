package dev.tgarchiver.telegram;

import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Receives the progress of a file that a {@link MediaSource} downloads whole. */
@FunctionalInterface
public interface FetchProgress extends LongConsumer {

    /**
     * Reports how many bytes are received: first those of an earlier attempt, which may be 0, then always more. Called
     * often and from another thread; must not block.
     */
    @Override
    void accept(long bytes);

    /** How many contiguous bytes from the file's start cause the next call of {@link #written}. */
    default long nextWritten() {
        return Long.MAX_VALUE;
    }

    /**
     * Reports how many contiguous bytes from the file's start are written, though not synced. Called by the thread that
     * waits for the download, which continues meanwhile; may block, and never throws.
     *
     * @param partial the file that holds them
     */
    default void written(Path partial, long bytes) {}

    /** The same, which also reports the received bytes to another listener. */
    default FetchProgress and(LongConsumer other) {
        FetchProgress first = this;
        return new FetchProgress() {
            @Override
            public void accept(long bytes) {
                other.accept(bytes);
                first.accept(bytes);
            }

            @Override
            public long nextWritten() {
                return first.nextWritten();
            }

            @Override
            public void written(Path partial, long bytes) {
                first.written(partial, bytes);
            }
        };
    }
}
