package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.progress.Meter;
import dev.tgarchiver.tracker.ChannelRow;

/** Receives what a reindex does, as it does it. */
public interface ReindexWatcher {

    /** Opens the display for this many posts. */
    Meter start(long posts);

    /** An earlier reindex was interrupted after this many of the channel's posts; this one resumes there. */
    void resumed(ChannelRow channel, long posts);

    /** The raw message of a post cannot be read. */
    void unreadable(ChannelRow channel, PostId post, String reason);
}
