package dev.tgarchiver.archive.audit;

import dev.tgarchiver.history.SeenPeers;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.PostRecorder;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.post.PageResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Records what Telegram answers when it is asked again for posts of one channel: new versions, counters, whom they
 * name, and which posts it no longer has. A post counts as deleted only when Telegram was asked for that very id and, in the same answer or in
 * answers around it, gave other posts: an answer without any may mean that the channel cannot be read any more. For one
 * thread.
 */
final class Recheck {

    private final PostRecorder tracker;
    private final SeenPeers peers;
    private final Time time;
    private final long chatId;
    private final List<Long> unproven = new ArrayList<>();
    private long added;
    private long edited;
    private long deleted;

    Recheck(PostRecorder tracker, SeenPeers peers, Time time, long chatId) {
        this.tracker = tracker;
        this.peers = peers;
        this.time = time;
        this.chatId = chatId;
    }

    /**
     * What an answer has changed.
     *
     * @param added posts that the tracker did not have
     * @param edited posts that say something else than before
     * @param deleted posts that were marked as deleted
     * @param files files that it made pending
     * @param bytes their sizes
     */
    record Change(int added, int edited, int deleted, int files, long bytes) {}

    /**
     * Records an answer.
     *
     * @param found the posts that it has; those that no walk has reached are for one to record
     * @param known those of them that the tracker knows, or that it should know
     * @param missing known posts that it was asked for and does not have
     */
    Change record(Collection<Post> found, List<Post> known, Collection<Long> missing)
            throws TelegramFailure, TrackerFailure, InterruptedException {
        peers.of(found);
        PageResult result = known.isEmpty() ? new PageResult(0, 0, 0) : tracker.recordPosts(chatId, known);
        added += result.newPosts();
        edited += result.edited();
        int marked = 0;
        unproven.addAll(missing);
        if (!found.isEmpty() && !unproven.isEmpty()) {
            marked = tracker.recordDeleted(chatId, unproven, time.now());
            deleted += marked;
            unproven.clear();
        }
        return new Change(result.newPosts(), result.edited(), marked, result.newFiles(), result.newBytes());
    }

    /** How many posts the tracker did not have, though a walk had reached them. */
    long added() {
        return added;
    }

    /** How many posts say something else than before. */
    long edited() {
        return edited;
    }

    /** How many posts were marked as deleted. */
    long deleted() {
        return deleted;
    }
}
