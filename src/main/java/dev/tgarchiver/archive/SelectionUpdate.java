package dev.tgarchiver.archive;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.model.Selection;
import dev.tgarchiver.tracker.ChannelRow;
import dev.tgarchiver.tracker.Tracker;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.SelectionChange;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies a channel's selection to the posts that are in the tracker, and tells the user what that changes. */
record SelectionUpdate(EventListener events) {

    private static final Logger LOG = LoggerFactory.getLogger(SelectionUpdate.class);

    /** Measured: a million posts take 25 to 38 s, mostly for the tracker's sums, which change with each file. */
    private static final long POSTS_PER_SECOND = 30_000;

    /** Measured: 25,000 on two processors. */
    private static final long READ_PER_SECOND = 20_000;

    /** With fewer posts an announcement is not worth it. */
    private static final long MANY_POSTS = 20_000;

    /** Selects. Blocks, up to a minute for a million posts; an interrupt ends it between portions. */
    void apply(Tracker tracker, ChannelRow row, Selection selection) throws TrackerFailure, InterruptedException {
        long posts = tracker.postsToJudge(row.chatId(), selection);
        long read = tracker.postsToRead(row.chatId(), selection);
        if (posts + read >= MANY_POSTS) {
            notice(row.channel().label() + ": filters changed (now: " + describe(selection) + "); looking through "
                    + posts + " posts with files"
                    + (read > 0 ? " and reading " + read + " posts again for files that were left out" : "")
                    + ", about " + (posts / POSTS_PER_SECOND + read / READ_PER_SECOND + 1) + " s");
        }
        SelectionChange changed = tracker.select(row.chatId(), selection);
        List<String> parts = new ArrayList<>();
        if (changed.wanted() > 0) {
            parts.add(files(changed.wanted(), "previously skipped") + " pending again");
        }
        if (changed.found() > 0) {
            parts.add(files(changed.found(), "newly found") + " pending");
        }
        if (changed.skipped() > 0) {
            parts.add(files(changed.skipped(), "pending") + " skipped now");
        }
        if (!parts.isEmpty()) {
            notice(row.channel().label() + ": filters changed (now: " + describe(selection) + "): "
                    + String.join("; ", parts));
        }
    }

    private static String files(long count, String which) {
        return count + " " + which + (count == 1 ? " file is" : " files are");
    }

    private void notice(String text) {
        LOG.info("{}", text);
        events.on(new Event.Notice(Event.Notice.Level.INFO, text));
    }

    private static String describe(Selection selection) {
        return selection.isEverything() ? "none" : selection.toString();
    }
}
