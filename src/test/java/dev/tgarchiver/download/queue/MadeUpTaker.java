package dev.tgarchiver.download.queue;

import java.util.function.BooleanSupplier;

/** A taker as a test needs it. */
public record MadeUpTaker(String worker, boolean isIdle, BooleanSupplier may, boolean canHelp) implements Taker {
    public MadeUpTaker(boolean isIdle, BooleanSupplier may, boolean canHelp) {
        this("worker_1", isIdle, may, canHelp);
    }

    @Override
    public boolean mayStart() {
        return may.getAsBoolean();
    }

    @Override
    public void foundNothing() {}
}
