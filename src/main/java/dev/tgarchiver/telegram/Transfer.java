package dev.tgarchiver.telegram;

import java.nio.file.Path;

/** Receives how a download advances. One call at a time, from any thread. */
public interface Transfer {

    /**
     * The download starts with the bytes of an earlier attempt, which may be 0. Precedes every other call; called again
     * when the download starts over elsewhere. Must not block.
     */
    void resumedAt(long bytes);

    /** More bytes are received: that many, at least 1. Called often; must not block. */
    void received(long more);

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

    /** Ignores everything. */
    Transfer NONE = new Transfer() {
        @Override
        public void resumedAt(long bytes) {}

        @Override
        public void received(long more) {}
    };
}
