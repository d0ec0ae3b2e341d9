package dev.tgarchiver.event;

/** Receives the events of a run. */
@FunctionalInterface
public interface EventListener {

    /** Receives an event. Called from any thread, even concurrently; must neither block nor throw, and decides nothing. */
    void on(Event event);
}
