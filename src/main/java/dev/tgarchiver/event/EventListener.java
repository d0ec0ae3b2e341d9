package dev.tgarchiver.event;

/** Whoever wants to know. */
@FunctionalInterface
public interface EventListener {

    /**
     * Takes note of an event. Called from any thread, several at a time; must neither block nor throw, and decides
     * nothing.
     */
    void on(Event event);
}
