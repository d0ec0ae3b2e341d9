package dev.tgarchiver.progress;

/** Shows how far one task is. */
public interface Meter extends AutoCloseable {

    /** Shows nothing. */
    Meter NONE = new Meter() {
        @Override
        public void step(long more) {
            // There is no display.
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    };

    /** More of it is done. From any thread; does not block. */
    void step(long more);

    /** The task has ended. */
    @Override
    void close();
}
