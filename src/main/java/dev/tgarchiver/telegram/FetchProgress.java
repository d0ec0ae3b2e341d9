package dev.tgarchiver.telegram;

import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Told how a file grows that a {@link MediaSource} downloads whole. */
@FunctionalInterface
public interface FetchProgress extends LongConsumer {

    /**
     * Told how many bytes are here: first those that an earlier attempt has left, which may be 0, then ever more of them.
     * Called from another thread and often; must not block.
     */
    @Override
    void accept(long bytes);

    /** From how many bytes on, from the file's beginning and without a gap, {@link #written} is to be called next. */
    default long nextWritten() {
        return Long.MAX_VALUE;
    }

    /**
     * So many bytes from the file's beginning are written, not synced. Called by the thread that waits for the download, which
     * goes on meanwhile; may block, and never throws.
     *
     * @param partial where they are
     */
    default void written(Path partial, long bytes) {}

    /** The same, which tells another one, too, how many bytes are here. */
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
