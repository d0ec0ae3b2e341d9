package dev.tgarchiver.event;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes events to several listeners, and isolates the run from a listener that throws. */
public final class Events implements EventListener {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final List<EventListener> listeners;

    /** Passes events to these listeners, in this order. */
    public Events(List<EventListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void on(Event event) {
        for (EventListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                LOG.error("A listener failed on {}", event, e);
            }
        }
    }
}
