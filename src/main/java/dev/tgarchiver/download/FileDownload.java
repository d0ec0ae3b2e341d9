package dev.tgarchiver.download;

import dev.tgarchiver.download.split.SplitDownloads;
import dev.tgarchiver.download.tuning.AdmissionControl;
import dev.tgarchiver.event.Event;
import dev.tgarchiver.event.Event.FileRef;
import dev.tgarchiver.event.EventListener;
import dev.tgarchiver.model.ByteSize;
import dev.tgarchiver.model.Stored;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.storage.SpaceGuard;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.storage.chunk.ChunkedFile;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.MediaSource.FetchedFile;
import dev.tgarchiver.telegram.RangeSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.Transfer;
import dev.tgarchiver.time.Time;
import dev.tgarchiver.tracker.TrackerFailure;
import dev.tgarchiver.tracker.file.PendingFile;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Downloads one file at a time into the archive: whole over the worker's lane, or split over several. Used by one thread. */
final class FileDownload {

    private static final Logger LOG = LoggerFactory.getLogger(FileDownload.class);

    private final WorkerContext context;
    private final String name;
    private final MediaSource source;
    private final AdmissionControl admission;
    private final SplitDownloads splits;
    private final Checkpoints checkpoints;
    private final SpaceGuard space;
    private final Publisher publisher;
    private final FileEndings endings;
    private final InterruptibleWait waits;
    private final Duration stall;
    private final EventListener events;
    private final Time time;

    FileDownload(
            WorkerContext context,
            DownloadPool.Parts parts,
            SplitDownloads splits,
            FileEndings endings,
            InterruptibleWait waits) {
        this.context = context;
        name = context.name();
        source = context.source();
        admission = context.admission();
        this.splits = splits;
        this.endings = endings;
        this.waits = waits;
        space = parts.space();
        publisher = parts.publisher();
        stall = parts.stall();
        events = parts.events();
        time = parts.time();
        checkpoints = new Checkpoints(splits.folder(), admission::files, time);
    }

    /** Downloads the file into the archive, or says why not. Blocks. */
    Ending run(PendingFile file) throws InterruptedException, TrackerFailure {
        FileRef ref = reference(file);
        try {
            return attempt(file, ref);
        } catch (ClaimLost e) {
            return endings.lost(file, ref, e);
        }
    }

    private Ending attempt(PendingFile file, FileRef ref) throws InterruptedException, TrackerFailure, ClaimLost {
        try {
            events.on(new Event.FileStarted(name, ref));
            return fetch(file, ref);
        } catch (TelegramFailure e) {
            return endings.failed(file, ref, e);
        } catch (StorageFailure e) {
            return endings.failed(file, ref, e);
        } catch (RuntimeException e) {
            return endings.failed(file, ref, e);
        }
    }

    private Ending fetch(PendingFile file, FileRef ref)
            throws TelegramFailure, StorageFailure, TrackerFailure, ClaimLost, InterruptedException {
        long started = time.nanoTime();
        LOG.info(
                "{} of post {} started, {}{}",
                ref.name(),
                file.origin(),
                ByteSize.format(ref.size()),
                file.attempts() > 0 ? ", attempt " + (file.attempts() + 1) : "");
        waits.await(() -> context.prefetcher().prepare(file));
        LOG.debug("{} waited {} s before its first request", ref.name(), seconds(since(started)));
        Optional<RangeSource> ranges = splits.sourceFor(file, source.ranges(), admission.bytesPerSecond());
        if (ranges.isPresent()) {
            try (SplitDownloads.CompleteFile complete = fetchSplit(file, ref, ranges.get())) {
                Publication publication = () -> publisher.publish(file, complete.path(), complete.checksum());
                return publish(file, ref, complete, publication, started);
            }
        }
        try (FetchedFile fetched = fetchWhole(file, ref)) {
            return publish(file, ref, fetched, () -> publisher.publish(file, fetched.path()), started);
        }
    }

    private FetchedFile fetchWhole(PendingFile file, FileRef ref)
            throws TelegramFailure, StorageFailure, InterruptedException {
        try (SpaceGuard.Reservation reserved = space.reserve(file.media().size())) {
            return checkpoints.fetch(source, file, stall, new Received(file, ref, reserved, true));
        }
    }

    private SplitDownloads.CompleteFile fetchSplit(PendingFile file, FileRef ref, RangeSource ranges)
            throws TelegramFailure, StorageFailure, InterruptedException {
        ChunkedFile chunkedFile = splits.open(file);
        try (SpaceGuard.Reservation reserved = space.reserve(splits.bytesToReserve(chunkedFile))) {
            return splits.fetch(name, file, chunkedFile, ranges, new Received(file, ref, reserved, false));
        }
    }

    /** Counts the bytes of one attempt. */
    private final class Received implements Transfer {

        private final PendingFile file;
        private final FileRef ref;
        private final SpaceGuard.Reservation reserved;
        private final boolean whole;
        private long bytes;

        /** @param whole whether the worker fetches it alone: others' bytes say nothing about this worker's rate */
        Received(PendingFile file, FileRef ref, SpaceGuard.Reservation reserved, boolean whole) {
            this.file = file;
            this.ref = ref;
            this.reserved = reserved;
            this.whole = whole;
        }

        @Override
        public void resumedAt(long before) {
            bytes = before;
            if (whole) {
                // A split file reserves only what it lacks.
                reserved.received(before);
            }
            admission.resumedAt(file, before);
            report(0);
        }

        @Override
        public void received(long more) {
            bytes += more;
            reserved.received(more);
            admission.received(file, more);
            report(more);
            if (whole) {
                admission.measured(more);
                context.tuner().received(more);
            }
        }

        private void report(long more) {
            events.on(new Event.FileProgress(name, ref, bytes, more));
        }
    }

    /** Puts a downloaded file into the archive. */
    @FunctionalInterface
    private interface Publication {
        Stored publish() throws StorageFailure, TrackerFailure;
    }

    /** File first, row second. Keeps a download that cannot be published now but may be later. */
    private Ending publish(PendingFile file, FileRef ref, FetchedFile fetched, Publication publication, long started)
            throws StorageFailure, TrackerFailure, ClaimLost {
        boolean keep = true;
        try {
            Stored stored = publication.publish();
            Ending ending = endings.done(file, stored);
            keep = false;
            announce(file, ref, stored, since(started));
            return ending;
        } catch (StorageFailure e) {
            keep = switch (e.kind()) {
                case DISK_FULL, NOT_WRITABLE, MACHINE -> true;
                // The download itself may be unreadable: after a second failure it is fetched again.
                case IO -> endings.isCancelled() || file.attempts() == 0;
                case WRONG_SIZE, UNSAFE_PATH -> false;
            };
            throw e;
        } finally {
            if (keep) {
                fetched.keep();
            }
        }
    }

    private void announce(PendingFile file, FileRef ref, Stored stored, Duration took) {
        LOG.info(
                "{} of post {} done, {} in {} s, as {}",
                ref.name(),
                file.origin(),
                ByteSize.format(stored.size()),
                seconds(took),
                stored.path());
        events.on(new Event.FileDone(name, ref, stored.path().toString(), stored.size(), took));
    }

    private Duration since(long started) {
        return Duration.ofNanos(time.nanoTime() - started);
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
