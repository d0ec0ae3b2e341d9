package dev.tgarchiver.download;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.FileRef;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.PostId;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import dev.tgarchiver.tracker.post.PageResult;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of a worker's file, and records it in the ledger: done, pending again, or failed. A failure of
 * the machine or of the account ends the run and counts against no file. Safe for any thread.
 */
final class FileEndings {

    private static final Logger LOG = LoggerFactory.getLogger(FileEndings.class);
    private static final Ending AGAIN = new Ending.Again();
    private static final Ending FAILED = new Ending.Failed();

    private final WorkerContext context;
    private final String name;
    private final FileLedger ledger;
    private final EventListener events;
    private final Time time;
    private final RunAbort abort;

    FileEndings(WorkerContext context, DownloadPool.Parts parts, RunAbort abort) {
        this.context = context;
        name = context.name();
        ledger = parts.ledger();
        events = parts.events();
        time = parts.time();
        this.abort = abort;
    }

    /** Whether the run cancels the file: then a failure says nothing about the file, and does not count as an attempt. */
    boolean isCancelled() {
        return Thread.currentThread().isInterrupted() || abort.cause().isPresent();
    }

    /** The file is in the archive. The row comes last, because it promises the file. */
    Ending done(PendingFile file, Stored stored) throws TrackerFailure, ClaimLost {
        ledger.done(file, stored, time.now(), name);
        return new Ending.Done(stored.size());
    }

    /** Fetching failed. */
    Ending failed(PendingFile file, FileRef ref, TelegramFailure failure) throws TrackerFailure, ClaimLost {
        return switch (failure.kind()) {
            case FLOOD_WAIT -> {
                throttled((TelegramFailure.FloodWait) failure);
                yield postponed(file, ref, failure.getMessage());
            }
            case TRANSIENT -> retryLater(file, ref, failure.getMessage());
            case GONE -> {
                if (((TelegramFailure.Gone) failure).isOfPost()) {
                    ledger.deleted(file.origin(), time.now());
                }
                yield gone(file, ref, FailureCause.GONE, failure.getMessage());
            }
            case NO_ACCESS -> gone(file, ref, FailureCause.NO_ACCESS, failure.getMessage());
            case REPLACED -> replaced(file, ref, (TelegramFailure.Replaced) failure);
            case ACCOUNT_REFUSED, LOGIN_NEEDED, HELD, LOCAL, UNREACHABLE -> {
                abort.abort(failure);
                yield postponed(file, ref, failure.getMessage());
            }
        };
    }

    /** Storing failed. */
    Ending failed(PendingFile file, FileRef ref, StorageFailure failure) throws TrackerFailure, ClaimLost {
        return switch (failure.kind()) {
            case DISK_FULL, NOT_WRITABLE, MACHINE -> {
                abort.abort(failure);
                yield postponed(file, ref, failure.getMessage());
            }
            case WRONG_SIZE, IO -> retryLater(file, ref, failure.getMessage());
            case UNSAFE_PATH -> fail(file, ref, FailureCause.UNSAFE_PATH, failure.getMessage());
        };
    }

    /** An unexpected failure. A fault of the machine ends the run; one bad post never does. */
    Ending failed(PendingFile file, FileRef ref, RuntimeException unexpected) throws TrackerFailure, ClaimLost {
        LOG.error("Post {} failed unexpectedly", file.origin(), unexpected);
        Optional<StorageFailure> machine = StorageFailure.ofMachine(unexpected);
        machine.ifPresent(abort::abort);
        return machine.isPresent() ? AGAIN : retryLater(file, ref, "unexpected error: " + unexpected);
    }

    /** Another run has the file now, because this one did not renew its lease in time. */
    Ending lost(PendingFile file, FileRef ref, ClaimLost lost) {
        return postponed(file, ref, String.valueOf(lost.getMessage()));
    }

    /** Telegram demands a flood wait, which holds for all workers. */
    void throttled(TelegramFailure.FloodWait failure) {
        context.tuner().reset();
        events.on(context.throttle().floodWait(failure));
    }

    /** Pending again without counting an attempt. */
    private Ending postponed(PendingFile file, FileRef ref, String reason) {
        LOG.info("{} of post {} is postponed: {}", ref.name(), file.origin(), reason);
        events.on(new Event.FilePostponed(name, ref, reason));
        return AGAIN;
    }

    private Ending retryLater(PendingFile file, FileRef ref, String reason) throws TrackerFailure, ClaimLost {
        if (isCancelled()) {
            LOG.info("{} of post {} was cancelled: {}", ref.name(), file.origin(), reason);
            return AGAIN;
        }
        int attempt = file.attempts() + 1;
        Optional<Instant> next = ledger.retryLater(file, attempt, reason, time.now());
        if (next.isEmpty()) {
            LOG.warn("{} of post {} failed after {} attempts: {}", ref.name(), file.origin(), attempt, reason);
            events.on(new Event.FileFailed(name, ref, FailureCause.ATTEMPTS, reason));
            return FAILED;
        }
        LOG.warn(
                "{} of post {} failed, attempt {}, next at {}: {}",
                ref.name(),
                file.origin(),
                attempt,
                next.get(),
                reason);
        events.on(new Event.FileRetry(name, ref, reason, attempt, next.get()));
        return AGAIN;
    }

    /** The post is gone, but another post may hold the same remote file. */
    private Ending gone(PendingFile file, FileRef ref, FailureCause cause, String reason)
            throws TrackerFailure, ClaimLost {
        Optional<PostId> other = ledger.anotherPost(file);
        return other.isPresent()
                ? postponed(file, ref, reason + "; trying post " + other.get() + ", which holds the same file")
                : fail(file, ref, cause, reason);
    }

    /** The post's present file is pending in the file's place; the file itself only if another post holds it. */
    private Ending replaced(PendingFile file, FileRef ref, TelegramFailure.Replaced failure)
            throws TrackerFailure, ClaimLost {
        String reason = failure.getMessage();
        Optional<PageResult> found = ledger.replaced(file, failure.now());
        if (found.isEmpty()) {
            return gone(file, ref, FailureCause.GONE, reason);
        }
        if (ledger.isUnchanged(file)) {
            // The source reported an old state of the post: the tracker knows a newer one.
            return retryLater(file, ref, reason);
        }
        LOG.info("{} of post {} is no longer wanted: {}", ref.name(), file.origin(), reason);
        events.on(new Event.FileReplaced(
                name, ref, reason, found.get().newFiles(), found.get().newBytes()));
        return AGAIN;
    }

    private Ending fail(PendingFile file, FileRef ref, FailureCause cause, String reason)
            throws TrackerFailure, ClaimLost {
        LOG.warn("{} of post {} failed: {}", ref.name(), file.origin(), reason);
        ledger.fail(file, cause, reason, time.now());
        events.on(new Event.FileFailed(name, ref, cause, reason));
        return FAILED;
    }
}
