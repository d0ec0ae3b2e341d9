package dev.tgarchiver.download;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A taker as a test needs it. */
record MadeUpTaker(String worker, boolean isIdle, BooleanSupplier may, Optional<SplitDownload> help)
        implements DownloadQueue.Taker {
    MadeUpTaker(boolean isIdle, BooleanSupplier may, Optional<SplitDownload> help) {
        this("worker_1", isIdle, may, help);
    }

    @Override
    public boolean mayBegin() {
        return may.getAsBoolean();
    }

    @Override
    public void foundNothing() {}
}
