package dev.tgarchiver.report;

import dev.tgarchiver.app.run.RunWatcher;
import dev.tgarchiver.console.progress.ProgressView;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.event.Events;
import java.util.List;

/** The live view of a run, and what else counts its events. */
public final class RunDisplay implements RunWatcher {

    private final ProgressView view;
    private final Events events;

    /** Shows a run in this view. */
    public RunDisplay(ProgressView view) {
        this.view = view;
        events = new Events(List.of(view));
    }

    /** The same, with a listener that the view does not show. */
    public RunDisplay(EventListener listener, ProgressView view) {
        this.view = view;
        events = new Events(List.of(listener, view));
    }

    @Override
    public void on(Event event) {
        events.on(event);
    }

    @Override
    public void close() {
        view.close();
    }
}
