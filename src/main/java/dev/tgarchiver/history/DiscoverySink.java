package dev.tgarchiver.history;

/** Receives what a walk records, in the walking thread; must not block. */
public interface DiscoverySink {

    /** A page is in the tracker, with this many new posts and new files. */
    void recorded(int posts, int files);

    /** A channel is walked to its end, or to the end of the bounds. */
    void walked();

    /** Ignores what a walk records. */
    DiscoverySink NONE = new DiscoverySink() {
        @Override
        public void recorded(int posts, int files) {}

        @Override
        public void walked() {}
    };
}
