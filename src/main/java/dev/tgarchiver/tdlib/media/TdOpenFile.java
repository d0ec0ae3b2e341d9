package dev.tgarchiver.tdlib.media;

import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.telegram.RangeSource.OpenFile;
import dev.tgarchiver.telegram.RangeSource.RangeDownload;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import dev.tgarchiver.telegram.Transfer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A file that one client downloads range by range. For one thread. */
final class TdOpenFile implements OpenFile {

    /** Reports the bytes of a range, which never resumes. */
    private record RangeTransfer(LongConsumer more) implements Transfer {

        @Override
        public void resumedAt(long bytes) {}

        @Override
        public void received(long bytes) {
            more.accept(bytes);
        }
    }

    private final MediaClient client;
    private final ActiveDownloads active;
    private final Wanted wanted;

    /** The file that receives further ranges. */
    private @Nullable Path target;

    /** TDLib's own name of the target, once TDLib writes into it. */
    private @Nullable Path link;

    /** A file that nothing else downloads: it is taken. */
    TdOpenFile(MediaClient client, Wanted wanted) {
        this.client = client;
        this.wanted = wanted;
        active = client.active();
    }

    @Override
    public void into(Path file) {
        target = file;
    }

    @Override
    public RangeDownload start(long offset, long length, Duration stall, LongConsumer received)
            throws TelegramFailure, InterruptedException {
        TdDownload download = new TdDownload(client.nanoTime(), new RangeTransfer(received), offset, length);
        active.replace(wanted.fileId(), download, new FileRange(offset, length));
        boolean started = false;
        try {
            active.share(wanted.fileId(), 0, length);
            DownloadAttempt attempt = new DownloadAttempt(client, wanted, download, stall);
            attempt.start();
            started = true;
            return new TdRange(attempt, download, length);
        } catch (TdError e) {
            throw client.connection().failure(e, wanted.what());
        } finally {
            if (!started) {
                active.end(wanted.fileId());
            }
        }
    }

    /** A range of the file. */
    private final class TdRange implements RangeDownload {

        private final DownloadAttempt attempt;
        private final TdDownload download;
        private final long length;
        private boolean complete;

        TdRange(DownloadAttempt attempt, TdDownload download, long length) {
            this.attempt = attempt;
            this.download = download;
            this.length = length;
        }

        @Override
        public void await(long bytes) throws TelegramFailure, InterruptedException {
            try {
                attempt.await(bytes < length ? bytes : TdDownload.ALL);
                complete |= bytes >= length;
                Path unused = path();
            } catch (TdError e) {
                throw client.connection().failure(e, wanted.what());
            } catch (InvalidPathException e) {
                throw new Transient(wanted.what() + ": TDLib reports an invalid path: " + e.getMessage());
            }
        }

        @Override
        public long received() {
            return download.prefix();
        }

        @Override
        public Path path() {
            return download.path();
        }

        @Override
        public void close() {
            active.end(wanted.fileId());
            if (complete) {
                release(path());
            } else {
                active.cancel(wanted.fileId());
            }
        }
    }

    /**
     * Makes TDLib write further ranges directly into the target. TDLib opens its partial file by its path whenever
     * it starts a range (FileDownloader.cpp). If that path is a hard link of the target, the bytes need not be
     * copied.
     */
    private void release(Path partial) {
        if (partial.equals(link)) {
            return;
        }
        if (target != null && Hardlink.replace(partial, target)) {
            link = partial;
        } else {
            target = null;
            discard();
        }
    }

    /** Discards this client's bytes of the file. */
    void discard() {
        active.cancel(wanted.fileId());
        active.delete(wanted.fileId());
    }

    @Override
    public void close() {
        if (link != null) {
            // Remove the link now and not when TDLib processes the request: the archived file must not be written
            // to any more.
            Hardlink.remove(link);
        }
        discard();
        active.remove(wanted.fileId());
    }
}
