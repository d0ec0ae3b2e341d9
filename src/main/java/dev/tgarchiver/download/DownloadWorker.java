package dev.tgarchiver.download;

import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.FileRef;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.model.FailureCause;
import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.MediaSource.FetchedFile;
import dev.tgarchiver.telegram.RangeSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.Throttle;
import dev.tgarchiver.telegram.pace.TokenBucket.Use;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.PageResult;
import dev.tgarchiver.tracker.PendingFile;
import dev.tgarchiver.tracker.TrackerFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread of a worker: takes a file, brings it into the archive, takes the next. Every file that it takes ends in exactly
 * one of done, pending again, or failed. The threads of a worker share its {@link WorkerContext}.
 */
final class DownloadWorker implements Runnable, DownloadQueue.Taker {

    private static final Logger LOG = LoggerFactory.getLogger(DownloadWorker.class);

    private final WorkerContext context;
    private final String name;
    private final DownloadQueue queue;
    private final MediaSource source;
    private final SplitDownloads splitDownloads;
    private final Checkpoints checkpoints;
    private final AdmissionControl admission;
    private final Publisher publisher;
    private final FileLedger ledger;
    private final Throttle throttle;
    private final Duration stall;
    private final EventListener events;
    private final Time time;
    private final RunAbort abort;
    private volatile OptionalLong expected = OptionalLong.empty();
    private volatile boolean waiting;
    private volatile boolean stopping;

    DownloadWorker(WorkerContext context, DownloadPool.Parts parts, SplitDownloads splitDownloads, RunAbort abort) {
        this.context = context;
        name = context.name();
        source = context.source();
        admission = context.admission();
        this.splitDownloads = splitDownloads;
        this.abort = abort;
        queue = parts.queue();
        publisher = parts.publisher();
        ledger = parts.ledger();
        throttle = parts.throttle();
        stall = parts.stall();
        events = parts.events();
        time = parts.time();
        checkpoints = new Checkpoints(splitDownloads.folder(), admission::files, time);
    }

    /** Has the thread begin with getting ready for files of this chat; to be called before it starts. */
    void expect(long chatId) {
        expected = OptionalLong.of(chatId);
    }

    @Override
    public void run() {
        try {
            if (expected.isPresent()) {
                await(() -> source.expect(expected.getAsLong()));
            }
            for (Optional<PendingFile> next = next(); next.isPresent(); next = next()) {
                work(next.get());
            }
        } catch (InterruptedException e) {
            LOG.info("{} was stopped", name);
        } catch (TrackerFailure e) {
            abort.abort(e);
        } catch (RuntimeException e) {
            LOG.error("{} failed unexpectedly", name, e);
            abort.abort(e);
        } catch (OutOfMemoryError e) {
            // Its own thread ends, and the others would do no better.
            abort.abort(new IllegalStateException(e.toString(), e));
            throw e;
        }
    }

    /** The next file; before there is one, the worker helps where it can. Empty when there will be none any more. */
    private Optional<PendingFile> next() throws TrackerFailure, InterruptedException {
        awaitAdmission();
        Optional<PendingFile> file = Optional.empty();
        try {
            Optional<Task> task = queue.take(this);
            while (task.isPresent() && task.get() instanceof Task.Help help) {
                help(help.split());
                task = queue.take(this);
            }
            file = task.map(fetch -> ((Task.Fetch) fetch).file());
            return file;
        } finally {
            file.ifPresentOrElse(admission::begin, admission::leave);
        }
    }

    @Override
    public String worker() {
        return name;
    }

    @Override
    public boolean isIdle() {
        return admission.isIdle();
    }

    @Override
    public boolean mayBegin() {
        return context.mayBegin();
    }

    @Override
    public void foundNothing() {
        context.tuner().reset();
    }

    @Override
    public Optional<SplitDownload> help() {
        return admission.hasRoom() ? splitDownloads.helpFor(name) : Optional.empty();
    }

    /** What fails here is no failure of the file: its owner goes on, and meets what is true of the file by itself. */
    private void help(SplitDownload split) throws TrackerFailure, InterruptedException {
        Optional<RangeSource> ranges = source.ranges();
        try {
            if (ranges.isEmpty()) {
                split.excuse(name);
                return;
            }
            awaitTurn();
            splitDownloads.help(name, split, ranges.get());
        } catch (TelegramFailure e) {
            cannotHelp(split, e);
            switch (e.kind()) {
                case FLOOD_WAIT -> throttled((TelegramFailure.FloodWait) e);
                case ACCOUNT_REFUSED, HELD, LOCAL, UNREACHABLE -> abort.abort(e);
                default -> split.excuse(name);
            }
        } catch (StorageFailure e) {
            cannotHelp(split, e);
            split.excuse(name);
            if (e.endsRun()) {
                abort.abort(e);
            }
        } catch (RuntimeException e) {
            LOG.error("Helping with post {} failed unexpectedly", split.file().origin(), e);
            split.excuse(name);
            StorageFailure.ofMachine(e).ifPresent(abort::abort);
        }
    }

    private static void cannotHelp(SplitDownload split, Exception failure) {
        LOG.info("A part of post {} is left to others: {}", split.file().origin(), failure.getMessage());
    }

    private void throttled(TelegramFailure.FloodWait failure) {
        context.tuner().reset();
        Instant until = throttle.floodWait(failure.retryAfter());
        events.on(new Event.FloodWait(failure.retryAfter(), until));
    }

    private void work(PendingFile file) throws InterruptedException, TrackerFailure {
        FileRef ref = reference(file);
        OptionalLong bytes = OptionalLong.empty();
        try {
            events.on(new Event.FileStarted(name, ref));
            bytes = archived(file, ref);
        } catch (RuntimeException e) {
            LOG.error("Post {} failed unexpectedly", file.origin(), e);
            Optional<StorageFailure> machine = StorageFailure.ofMachine(e);
            machine.ifPresent(abort::abort);
            if (machine.isEmpty()) {
                // One bad post never ends a run.
                bytes = counted(file, transientFailure(file, ref, "unexpected error: " + e));
            }
        } finally {
            admission.end(file);
            if (bytes.isPresent()) {
                queue.finished(file, bytes.getAsLong());
            } else {
                queue.giveBack(file);
            }
        }
    }

    /** A file that failed for good counts as it would have; one that is tried again does not. */
    private static OptionalLong counted(PendingFile file, boolean again) {
        return again ? OptionalLong.empty() : OptionalLong.of(file.media().size());
    }

    /** How many bytes it brought; empty when the file is pending again. */
    private OptionalLong archived(PendingFile file, FileRef ref) throws InterruptedException, TrackerFailure {
        long started = time.nanoTime();
        LOG.info(
                "{} of post {} started, {}{}",
                ref.name(),
                file.origin(),
                ByteSize.format(ref.size()),
                file.attempts() > 0 ? ", attempt " + (file.attempts() + 1) : "");
        try {
            await(() -> context.prefetcher().before(file));
            LOG.debug("{} had its turn after {} s", ref.name(), seconds(Duration.ofNanos(time.nanoTime() - started)));
            LongConsumer progress = bytes -> {
                admission.arrived(file, bytes);
                events.on(new Event.FileProgress(name, ref, bytes));
            };
            Optional<RangeSource> ranges = splitDownloads.sourceFor(file, source.ranges(), admission.bytesPerSecond());
            if (ranges.isPresent()) {
                try (SplitDownloads.Gathered gathered = splitDownloads.fetch(name, file, ranges.get(), progress)) {
                    Publication publication = () -> publisher.publish(file, gathered.path(), gathered.checksum());
                    return published(file, ref, gathered, publication, started);
                }
            }
            // A file that others help with would not tell how fast this worker is.
            LongConsumer own = progress.andThen(new Growth(this::received));
            try (FetchedFile fetched = checkpoints.fetch(source, file, stall, own)) {
                return published(file, ref, fetched, () -> publisher.publish(file, fetched.path()), started);
            }
        } catch (TelegramFailure e) {
            return counted(file, again(file, ref, e));
        } catch (StorageFailure e) {
            return counted(file, again(file, ref, e));
        }
    }

    /** Puts a downloaded file into the archive. */
    @FunctionalInterface
    private interface Publication {
        Stored publish() throws StorageFailure, TrackerFailure;
    }

    /** What cannot be published now, and may be later, is not downloaded again for that. */
    private OptionalLong published(
            PendingFile file, FileRef ref, FetchedFile fetched, Publication publication, long started)
            throws StorageFailure, TrackerFailure {
        boolean keep = true;
        try {
            OptionalLong bytes = done(file, ref, publication.publish(), started);
            keep = false;
            return bytes;
        } catch (StorageFailure e) {
            keep = switch (e.kind()) {
                case DISK_FULL, NOT_WRITABLE, MACHINE -> true;
                // The copy itself may be what cannot be read: the second time it is downloaded again.
                case IO -> isCalledOff() || file.attempts() == 0;
                case WRONG_SIZE, UNSAFE_PATH -> false;
            };
            throw e;
        } finally {
            if (keep) {
                fetched.keep();
            }
        }
    }

    /** Whether this file is to end early whatever it is: then a failure says nothing about it, and is no attempt of its. */
    private boolean isCalledOff() {
        return Thread.currentThread().isInterrupted() || abort.cause().isPresent();
    }

    private void received(long more) {
        admission.received(more);
        context.tuner().received(more);
    }

    /** File first, row second: the row is the promise. The copy that the file was made of is let go after it. */
    private OptionalLong done(PendingFile file, FileRef ref, Stored stored, long started) throws TrackerFailure {
        ledger.done(file, stored, time.now(), name);
        Duration took = Duration.ofNanos(time.nanoTime() - started);
        LOG.info(
                "{} of post {} done, {} in {} s, as {}",
                ref.name(),
                file.origin(),
                ByteSize.format(stored.size()),
                seconds(took),
                stored.path());
        events.on(new Event.FileDone(name, ref, stored.path().toString(), stored.size(), took));
        return OptionalLong.of(stored.size());
    }

    private void awaitTurn() throws TrackerFailure, InterruptedException {
        await(() -> throttle.acquire(Use.DOWNLOAD));
    }

    private void awaitAdmission() throws TrackerFailure, InterruptedException {
        await(admission::enter);
    }

    /** Something to wait for. */
    @FunctionalInterface
    private interface Wait {
        void end() throws TrackerFailure, InterruptedException;
    }

    /** Nothing is under way yet that an end of the run would have to wait for. */
    private void await(Wait wait) throws TrackerFailure, InterruptedException {
        waiting = true;
        try {
            if (stopping) {
                throw new InterruptedException();
            }
            wait.end();
        } finally {
            waiting = false;
        }
    }

    /** Begins no further download; returns whether the worker only waits for its turn, and may be interrupted. */
    boolean stop() {
        stopping = true;
        return waiting;
    }

    private boolean again(PendingFile file, FileRef ref, TelegramFailure failure) throws TrackerFailure {
        return switch (failure.kind()) {
            case FLOOD_WAIT -> {
                throttled((TelegramFailure.FloodWait) failure);
                yield postponed(file, ref, failure.getMessage());
            }
            case TRANSIENT -> transientFailure(file, ref, failure.getMessage());
            case GONE -> gone(file, ref, FailureCause.GONE, failure.getMessage());
            case NO_ACCESS -> gone(file, ref, FailureCause.NO_ACCESS, failure.getMessage());
            case REPLACED -> replaced(file, ref, (TelegramFailure.Replaced) failure);
            case ACCOUNT_REFUSED, LOGIN_NEEDED, HELD, LOCAL, UNREACHABLE -> {
                abort.abort(failure);
                yield postponed(file, ref, failure.getMessage());
            }
        };
    }

    private boolean again(PendingFile file, FileRef ref, StorageFailure failure) throws TrackerFailure {
        return switch (failure.kind()) {
            case DISK_FULL, NOT_WRITABLE, MACHINE -> {
                abort.abort(failure);
                yield postponed(file, ref, failure.getMessage());
            }
            case WRONG_SIZE, IO -> transientFailure(file, ref, failure.getMessage());
            case UNSAFE_PATH -> {
                fail(file, ref, FailureCause.UNSAFE_PATH, failure.getMessage());
                yield false;
            }
        };
    }

    /** Pending again, and no attempt is counted. */
    private boolean postponed(PendingFile file, FileRef ref, String reason) {
        LOG.info("{} of post {} is postponed: {}", ref.name(), file.origin(), reason);
        events.on(new Event.FilePostponed(name, ref, reason));
        return true;
    }

    private boolean transientFailure(PendingFile file, FileRef ref, String reason) throws TrackerFailure {
        if (isCalledOff()) {
            LOG.info("{} of post {} was called off: {}", ref.name(), file.origin(), reason);
            return true;
        }
        int attempt = file.attempts() + 1;
        Optional<Instant> next = ledger.retryLater(file, attempt, reason, time.now());
        if (next.isEmpty()) {
            LOG.warn("{} of post {} failed for good after {} attempts: {}", ref.name(), file.origin(), attempt, reason);
            events.on(new Event.FileFailed(name, ref, FailureCause.ATTEMPTS, reason));
            return false;
        }
        LOG.warn(
                "{} of post {} failed, attempt {}, next at {}: {}",
                ref.name(),
                file.origin(),
                attempt,
                next.get(),
                reason);
        events.on(new Event.FileRetry(name, ref, reason, attempt, next.get()));
        return true;
    }

    /** The post is gone, but another post may hold the same remote file. */
    private boolean gone(PendingFile file, FileRef ref, FailureCause cause, String reason) throws TrackerFailure {
        Optional<PostId> other = ledger.anotherPost(file);
        if (other.isPresent()) {
            return postponed(file, ref, reason + "; trying post " + other.get() + ", which holds the same file");
        }
        fail(file, ref, cause, reason);
        return false;
    }

    /** What the post holds now is wanted in the file's place; the file only if another post holds it. */
    private boolean replaced(PendingFile file, FileRef ref, TelegramFailure.Replaced failure) throws TrackerFailure {
        String reason = failure.getMessage();
        Optional<PageResult> found = ledger.replaced(file, failure.now());
        if (found.isEmpty()) {
            return gone(file, ref, FailureCause.GONE, reason);
        }
        if (ledger.isUnchanged(file)) {
            // An old state of the post: the tracker knows a newer one.
            return transientFailure(file, ref, reason);
        }
        LOG.info("{} of post {} is not wanted any more: {}", ref.name(), file.origin(), reason);
        events.on(new Event.FileReplaced(
                name, ref, reason, found.get().newFiles(), found.get().newBytes()));
        return true;
    }

    private void fail(PendingFile file, FileRef ref, FailureCause cause, String reason) throws TrackerFailure {
        LOG.warn("{} of post {} failed for good: {}", ref.name(), file.origin(), reason);
        ledger.fail(file, cause, reason, time.now());
        events.on(new Event.FileFailed(name, ref, cause, reason));
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
    }

    private static FileRef reference(PendingFile file) {
        Media media = file.media();
        String called = media.fileName().isEmpty()
                ? media.kind().key() + " " + file.origin().messageId()
                : media.fileName();
        return new FileRef(file.id(), file.origin(), media.kind(), media.size(), called);
    }
}
