package dev.tgarchiver.archive;

import dev.tgarchiver.archive.search.ChannelSearch;
import dev.tgarchiver.download.RunAbort;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.telegram.TelegramFailure;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run could not find or read to the end. The failure of one channel or post is told and kept; one that concerns all
 * aborts the run. Used by the run's own thread.
 */
final class RunFailures {

    private static final Logger LOG = LoggerFactory.getLogger(RunFailures.class);

    private final EventListener events;
    private final RunAbort abort;
    private final List<Exception> failures = new ArrayList<>();
    private int ofPosts;

    RunFailures(EventListener events, RunAbort abort) {
        this.events = events;
        this.abort = abort;
    }

    /** Adds the failure of what a user has named. */
    void add(ChannelRef ref, TelegramFailure failure) throws InterruptedException {
        if (ref instanceof ChannelRef.PostLink) {
            events.on(new Event.PostFailed(ref.input(), keep(ref.input(), failure)));
            ofPosts++;
        } else {
            add(ref.input(), failure);
        }
    }

    /** Adds the failure of a channel, or of a part of one that has a name of its own. */
    void add(String name, TelegramFailure failure) throws InterruptedException {
        events.on(new Event.ChannelFailed(name, keep(name, failure)));
    }

    /** Returns the failure's message with the name. */
    private String keep(String name, TelegramFailure failure) throws InterruptedException {
        if (!ChannelSearch.concernsOneChannel(failure)) {
            abort.abort(failure);
            throw new InterruptedException();
        }
        String message = failure.getMessage();
        String text = message.contains(name) ? message : name + ": " + message;
        LOG.warn("{}", text);
        failures.add(failure);
        return text;
    }

    /** Why channels or posts could not be found, or channels could not be walked to the end. */
    List<Exception> all() {
        return List.copyOf(failures);
    }

    /** How many of these are failures of channels rather than of single posts. */
    int ofChannels() {
        return failures.size() - ofPosts;
    }
}
