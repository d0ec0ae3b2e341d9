package dev.tgarchiver.download;

import dev.tgarchiver.download.queue.DownloadQueue;
import dev.tgarchiver.download.queue.Taker;
import dev.tgarchiver.download.queue.Task;
import dev.tgarchiver.download.split.SplitDownload;
import dev.tgarchiver.download.split.SplitDownloads;
import dev.tgarchiver.download.tuning.AdmissionControl;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.RangeSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.pace.TokenBucket.Use;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread of a worker: takes a file from the queue, downloads it, takes the next; helps with split files while there
 * is none. The threads of a worker share its {@link WorkerContext}.
 */
final class DownloadWorker implements Runnable, Taker {

    private static final Logger LOG = LoggerFactory.getLogger(DownloadWorker.class);

    private final WorkerContext context;
    private final String name;
    private final DownloadQueue queue;
    private final MediaSource source;
    private final SplitDownloads splits;
    private final AdmissionControl admission;
    private final InterruptibleWait waits = new InterruptibleWait();
    private final FileEndings endings;
    private final FileDownload download;
    private final RunAbort abort;
    private volatile OptionalLong expected = OptionalLong.empty();

    DownloadWorker(WorkerContext context, DownloadPool.Parts parts, SplitDownloads splits, RunAbort abort) {
        this.context = context;
        name = context.name();
        queue = parts.queue();
        source = context.source();
        admission = context.admission();
        this.splits = splits;
        this.abort = abort;
        endings = new FileEndings(context, parts, abort);
        download = new FileDownload(context, parts, splits, endings, waits);
    }

    /** Has the thread prepare for files of this chat before its first file. Call it before the thread starts. */
    void expect(long chatId) {
        expected = OptionalLong.of(chatId);
    }

    @Override
    public void run() {
        try {
            if (expected.isPresent()) {
                waits.await(() -> source.lookups().expect(expected.getAsLong()));
            }
            for (Optional<PendingFile> next = next(); next.isPresent(); next = next()) {
                download(next.get());
            }
        } catch (InterruptedException e) {
            LOG.info("{} was stopped", name);
        } catch (TrackerFailure e) {
            abort.abort(e);
        } catch (RuntimeException e) {
            LOG.error("{} failed unexpectedly", name, e);
            abort.abort(e);
        } catch (OutOfMemoryError e) {
            // The other threads would fail the same way.
            abort.abort(new IllegalStateException(e.toString(), e));
            throw e;
        }
    }

    /** Takes no further file; returns whether the worker only waits, and may be interrupted. */
    boolean stop() {
        return waits.stop();
    }

    /** The next file; until there is one, the worker helps where it can. Empty when the queue has ended. */
    private Optional<PendingFile> next() throws TrackerFailure, InterruptedException {
        waits.await(admission::enter);
        Optional<PendingFile> file = Optional.empty();
        try {
            Optional<Task> task = queue.take(this);
            while (task.isPresent() && task.get() instanceof Task.Help) {
                help();
                task = queue.take(this);
            }
            file = task.map(fetch -> ((Task.Fetch) fetch).file());
            return file;
        } finally {
            file.ifPresentOrElse(admission::start, admission::leave);
        }
    }

    private void download(PendingFile file) throws TrackerFailure, InterruptedException {
        Ending ending = new Ending.Again();
        try {
            ending = download.run(file);
        } finally {
            admission.end(file);
            if (ending instanceof Ending.Done done) {
                queue.finished(file, done.bytes());
            } else if (ending instanceof Ending.Failed) {
                // A failed file counts against the limits like a downloaded one.
                queue.finished(file, file.media().size());
            } else {
                queue.giveBack(file);
            }
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
    public boolean mayStart() {
        return context.mayStart();
    }

    @Override
    public void foundNothing() {
        context.tuner().reset();
    }

    @Override
    public boolean canHelp() {
        return admission.hasRoom() && splits.helpFor(name).isPresent();
    }

    private void help() throws TrackerFailure, InterruptedException {
        Optional<SplitDownload> split = splits.helpFor(name);
        if (split.isPresent()) {
            help(split.get());
        }
    }

    /** A failure here does not fail the file: its owner continues, and decides what becomes of the file. */
    private void help(SplitDownload split) throws TrackerFailure, InterruptedException {
        Optional<RangeSource> ranges = source.ranges();
        try {
            if (ranges.isEmpty()) {
                split.exclude(name);
                return;
            }
            waits.await(() -> context.throttle().acquire(Use.DOWNLOAD));
            splits.help(name, split, ranges.get());
        } catch (TelegramFailure e) {
            cannotHelp(split, e);
            switch (e.kind()) {
                case FLOOD_WAIT -> endings.throttled((TelegramFailure.FloodWait) e);
                case ACCOUNT_REFUSED, HELD, LOCAL, UNREACHABLE -> abort.abort(e);
                default -> split.exclude(name);
            }
        } catch (StorageFailure e) {
            cannotHelp(split, e);
            split.exclude(name);
            if (e.endsRun()) {
                abort.abort(e);
            }
        } catch (RuntimeException e) {
            LOG.error("Helping with post {} failed unexpectedly", split.file().origin(), e);
            split.exclude(name);
            StorageFailure.ofMachine(e).ifPresent(abort::abort);
        }
    }

    private static void cannotHelp(SplitDownload split, Exception failure) {
        LOG.info("Cannot help with post {}: {}", split.file().origin(), failure.getMessage());
    }
}
