package dev.tgarchiver.download.queue;

/** Whether a queue has ended: it is closed, its limit is used up, or no further file can come. Not thread-safe. */
final class QueueEnd {

    /** What follows when a taker has found no file. */
    enum Verdict {
        /** A file may come: discovery continues, or one in flight may be given back. */
        OPEN,
        /** Only a file whose next attempt becomes due may come. */
        UNLESS_DUE,
        /** No file comes. */
        ENDED
    }

    private boolean discovering = true;
    private boolean closed;

    void discoveryEnded() {
        discovering = false;
    }

    boolean isDiscovering() {
        return discovering;
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Whether the limit of files or bytes is used up. While nothing was taken and discovery continues, it may still
     * find a file that is small enough.
     */
    boolean limitReached(RunBudget budget, QueueWindow window) {
        boolean nothingSmaller = budget.hasSpentBytes() || !discovering;
        return budget.files() == 0 || (window.nothingFitted() && !window.anyIsTaken() && nothingSmaller);
    }

    /** What follows for a taker that has just found no file in the window, within the budget. */
    Verdict verdict(RunBudget budget, QueueWindow window) {
        if (closed) {
            return Verdict.ENDED;
        }
        if (window.anyIsTaken()) {
            return Verdict.OPEN;
        }
        if (limitReached(budget, window)) {
            return Verdict.ENDED;
        }
        return discovering ? Verdict.OPEN : Verdict.UNLESS_DUE;
    }
}
