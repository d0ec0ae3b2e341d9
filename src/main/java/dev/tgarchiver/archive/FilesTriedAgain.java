package dev.tgarchiver.archive;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes files that failed in earlier runs pending. For the run's own thread. */
final class FilesTriedAgain {

    private static final Logger LOG = LoggerFactory.getLogger(FilesTriedAgain.class);

    private final Backoff backoff;
    private final boolean all;
    private final EventListener events;
    private final Time time;

    /** @param all whether to try every such file again, not only those that are due */
    FilesTriedAgain(Backoff backoff, boolean all, EventListener events, Time time) {
        this.backoff = backoff;
        this.all = all;
        this.events = events;
        this.time = time;
    }

    /** Makes the files of these channels pending, and tells how many they are. */
    void announceIn(Tracker tracker, List<Long> chatIds) throws TrackerFailure {
        int again = enterInto(tracker, chatIds);
        if (again > 0) {
            String text = again == 1
                    ? "1 file that failed in an earlier run is tried again."
                    : again + " files that failed in earlier runs are tried again.";
            LOG.info("{}", text);
            events.on(new Event.Notice(Event.Notice.Level.INFO, text));
        }
    }

    /** Makes the files of these channels pending. Returns how many they are. */
    int enterInto(Tracker tracker, List<Long> chatIds) throws TrackerFailure {
        // A next attempt beyond the longest pause was set by a wrong clock.
        int changed = tracker.makeDueNow(time.now().plus(backoff.max()));
        if (changed > 0) {
            LOG.warn("{} files had their next attempt later than a wait can be; the clock was changed", changed);
        }
        return all ? tracker.retryFailed(chatIds) : tracker.retryDue(chatIds, time.now());
    }
}
