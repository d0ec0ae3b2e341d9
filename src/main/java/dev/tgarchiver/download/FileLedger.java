package dev.tgarchiver.download;

import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Post;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.telegram.pace.Backoff;
import dev.tgarchiver.tracker.FileQueue;
import dev.tgarchiver.tracker.PostRecorder;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.PageResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records in the tracker what became of a file that the run has claimed. Where the claim was lost, nothing is recorded.
 * Safe for any thread.
 */
public final class FileLedger {

    /** A time at which every pending file is due, in a year that the tracker's milliseconds can hold. */
    private static final Instant FAR_AWAY = Instant.parse("9999-01-01T00:00:00Z");

    private final FileQueue queue;
    private final PostRecorder posts;
    private final Backoff backoff;

    /** The posts of a file that turned out to be gone in this run. */
    private final Map<Long, Set<PostId>> gonePosts = new ConcurrentHashMap<>();

    /** Failed attempts are retried as {@code backoff} says. */
    public FileLedger(FileQueue queue, PostRecorder posts, Backoff backoff) {
        this.queue = queue;
        this.posts = posts;
        this.backoff = backoff;
    }

    private static void require(boolean claimed) throws ClaimLost {
        if (!claimed) {
            throw new ClaimLost();
        }
    }

    /** The complete file is on disk. */
    void done(PendingFile file, Stored stored, Instant at, String worker) throws TrackerFailure, ClaimLost {
        require(queue.done(file.id(), stored, at, worker));
    }

    /** An attempt failed; returns when the next one is due, empty when it was the last. */
    Optional<Instant> retryLater(PendingFile file, int attempt, String reason, Instant now)
            throws TrackerFailure, ClaimLost {
        if (!backoff.permits(attempt)) {
            require(queue.fail(file.id(), FailureCause.ATTEMPTS.key(), reason, now));
            return Optional.empty();
        }
        Instant next = now.plus(backoff.after(attempt));
        require(queue.retryLater(file.id(), reason, next));
        return Optional.of(next);
    }

    /** The file is not retried. */
    void fail(PendingFile file, FailureCause cause, String reason, Instant now) throws TrackerFailure, ClaimLost {
        require(queue.fail(file.id(), cause.key(), reason, now));
    }

    /**
     * The file's post holds another file now, which becomes pending in its place. Empty, without effect, when the file
     * is to replace one in the archive: that one stays until its replacement is stored.
     */
    Optional<PageResult> replaced(PendingFile file, Post now) throws TrackerFailure {
        return queue.toReplace(file.id()).isPresent()
                ? Optional.empty()
                : Optional.of(posts.recordPosts(file.origin().chatId(), List.of(now)));
    }

    /** Whether the file is still pending through the same post. */
    boolean isUnchanged(PendingFile file) throws TrackerFailure {
        return queue.pendingOf(List.of(file.id()), 1, FAR_AWAY).stream()
                .anyMatch(pending -> pending.origin().equals(file.origin()));
    }

    /** Telegram was asked for the post and no longer has it. */
    void deleted(PostId post, Instant at) throws TrackerFailure {
        int unused = posts.recordDeleted(post.chatId(), List.of(post.messageId()), at);
    }

    /** The file's post is gone; from now on it is fetched through another post that holds it, if there is one. */
    Optional<PostId> anotherPost(PendingFile file) throws TrackerFailure {
        Set<PostId> gone = gonePosts.computeIfAbsent(file.id(), id -> ConcurrentHashMap.newKeySet());
        gone.add(file.origin());
        for (PostId other : posts.postsOf(file.id())) {
            if (!gone.contains(other) && queue.changeOrigin(file.id(), other)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }
}
