package dev.tgarchiver.history;

/** Receives what a walk records, in the walking thread; must not block. */
public interface DiscoverySink {

    /** A page is in the tracker, with this many new posts and new files. */
    void recorded(int posts, int files);

    /** A channel is walked to its end, or as far as was asked for. */
    void walked();

    /** For a walk after which nobody waits. */
    DiscoverySink NONE = new DiscoverySink() {
        @Override
        public void recorded(int posts, int files) {}

        @Override
        public void walked() {}
    };
}
