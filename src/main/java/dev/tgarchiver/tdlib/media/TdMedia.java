package dev.tgarchiver.tdlib.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.Media;
import dev.tgarchiver.model.PostId;
import dev.tgarchiver.tdlib.ClientLink;
import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdLog;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.PostLookups;
import dev.tgarchiver.telegram.RangeSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import dev.tgarchiver.telegram.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Downloads files through one TDLib client. Thread-safe. */
public final class TdMedia implements MediaSource, RangeSource {

    private static final Logger LOG = LoggerFactory.getLogger(TdMedia.class);

    /** An update can be missing (TDLib issue 3534): after this time without one, the file's state is requested. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    /** The time after which TDLib renews a file's reference again (FileReferenceManager::run_node: a minute). */
    private static final Duration REFERENCE_REPAIR = Duration.ofSeconds(61);

    /** The maximum that TDLib has in flight, in bytes (FileDownloadManager.cpp). */
    private static final long BUDGET = 2 << 20;

    private static final long BUDGET_WITH_PREMIUM = 16 << 20;

    /** TDLib's word for a complete range (PartsManager), which it logs like a failure. */
    private static final String END_OF_RANGE = "FILE_DOWNLOAD_LIMIT";

    private final TdConnection connection;
    private final TdLog log;
    private final Path filesDir;
    private final LongSupplier nanoTime;
    private final Map<Integer, TdDownload> downloads = new ConcurrentHashMap<>();
    private final Map<Integer, Range> ranges = new ConcurrentHashMap<>();
    private final DownloadPriorities priorities = new DownloadPriorities();
    private final FairShareLimits limits = new FairShareLimits(this::limit);
    private final TdPostLookups lookups;
    private final PostFileLocator files;

    /** The bytes that TDLib may have in flight; 0 until TDLib was asked. */
    private volatile long budget;

    /** When this client last received a byte of any file: a file that waits behind others is not stalled. */
    private volatile long lastByte;

    /** @param filesDir the client's own folder of partial files */
    public TdMedia(TdConnection connection, TdLog log, Path filesDir, LongSupplier nanoTime) {
        this.connection = connection;
        this.log = log;
        this.filesDir = filesDir;
        this.nanoTime = nanoTime;
        lastByte = nanoTime.getAsLong();
        lookups = new TdPostLookups(connection);
        files = new PostFileLocator(connection, lookups);
        connection.client().onUpdate(this::onUpdate);
    }

    @Override
    public FetchedFile fetch(PostId post, Media expected, Duration stall, Transfer transfer)
            throws TelegramFailure, InterruptedException {
        String what = "Downloading post " + post.messageId();
        try {
            JsonNode file = files.locate(post, expected);
            int fileId = file.path("id").intValue();
            TdDownload download = new TdDownload(nanoTime, transfer);
            if (downloads.putIfAbsent(fileId, download) != null) {
                throw new Transient(what + ": the same file is already being downloaded");
            }
            try {
                long here = sound(file);
                download.start(here);
                limits.start(
                        fileId,
                        here > 0 ? prefix(file, 0) : 0,
                        file.path("size").longValue(),
                        budget());
                Attempt attempt = new Attempt(new Wanted(post, expected, fileId, what), download, stall);
                attempt.start();
                attempt.awaitWhole(transfer);
                return attempt.empty ? EmptyFile.in(filesDir) : new TdFetchedFile(fileId, download.path());
            } catch (InvalidPathException e) {
                throw new Transient(what + ": TDLib reports an invalid path: " + e.getMessage());
            } finally {
                downloads.remove(fileId);
                limits.end(fileId);
                priorities.end(fileId);
            }
        } catch (TdError e) {
            throw connection.failure(e, what);
        }
    }

    @Override
    public PostLookups lookups() {
        return lookups;
    }

    @Override
    public Optional<RangeSource> ranges() {
        return Optional.of(this);
    }

    @Override
    public OpenFile open(PostId post, Media expected) throws TelegramFailure, InterruptedException {
        String what = "Downloading a part of post " + post.messageId();
        try {
            JsonNode file = files.locate(post, expected);
            int fileId = file.path("id").intValue();
            if (downloads.putIfAbsent(fileId, new TdDownload(nanoTime, Transfer.NONE)) != null) {
                throw new Transient(what + ": the same file is already being downloaded");
            }
            TdOpenFile open = new TdOpenFile(post, expected, fileId, what);
            // The remains of an earlier run may be incomplete.
            open.discard();
            return open;
        } catch (TdError e) {
            throw connection.failure(e, what);
        }
    }

    /**
     * The number of bytes from which TDLib resumes a file. TDLib trusts its own record of a partial file
     * (FileDownloader.cpp): if the file was truncated since, it would resume behind the hole, and the file would have
     * the right size and the wrong bytes. A copy of a session also has the session's records: it would resume the other
     * client's file, which may even be on another disk. Such a partial file is discarded.
     */
    private long sound(JsonNode file) throws TdError, InterruptedException {
        JsonNode local = file.path("local");
        String path = local.path("path").asText();
        long remembered = local.path("downloaded_size").longValue();
        if (path.isEmpty() || remembered <= 0) {
            return 0;
        }
        long found;
        boolean own;
        try {
            found = Files.size(Path.of(path));
            own = Path.of(path).toRealPath().startsWith(filesDir.toRealPath());
        } catch (IOException e) {
            found = 0;
            own = true;
        }
        if (own && found >= remembered) {
            return remembered;
        }
        LOG.warn(
                "TDLib's copy {} has {} of {} bytes{}; the download restarts",
                path,
                found,
                remembered,
                own ? "" : " and belongs to another client");
        connection.call(
                TdRequest.of("deleteFile").put("file_id", file.path("id").intValue()));
        return 0;
    }

    /** The first call blocks. */
    private long budget() throws TdError, InterruptedException {
        if (budget == 0) {
            JsonNode premium = connection.call(TdRequest.of("getOption").put("name", "is_premium"));
            budget = premium.path("value").booleanValue() ? BUDGET_WITH_PREMIUM : BUDGET;
        }
        return budget;
    }

    /** The number of contiguous bytes received from this offset on. */
    private static long prefix(JsonNode file, long offset) {
        JsonNode local = file.path("local");
        return local.path("download_offset").longValue() == offset
                ? local.path("downloaded_prefix_size").longValue()
                : 0;
    }

    /** The range to request from TDLib; length 0 means the rest of the file. */
    private record Range(long offset, long length) {

        /** The part of the range within a limit; 0 for all of it. */
        Range within(long limit) {
            return limit == 0 ? this : new Range(offset, limit);
        }
    }

    private static final Range WHOLE = new Range(0, 0);

    /** The file that a worker waits for, and its description for messages. */
    private record Wanted(PostId post, Media expected, int fileId, String what) {}

    /** A download while a worker waits for it. For one thread. */
    private final class Attempt {

        private final Wanted wanted;
        private final TdDownload download;
        private final Duration stall;
        private final ClientLink telegram = connection.client().link();
        private final StallClock clock;
        private long logPosition = log.position();
        private Renewal renewal = Renewal.LOOK;

        /** Whether the file turned out to have no bytes. */
        private boolean empty;

        Attempt(Wanted wanted, TdDownload download, Duration stall) {
            this.wanted = wanted;
            this.download = download;
            this.stall = stall;
            clock = new StallClock(telegram, stall);
        }

        void start() throws TdError, InterruptedException {
            try {
                ask();
            } catch (TdError | InterruptedException e) {
                cancel(wanted.fileId());
                throw e;
            }
        }

        private void ask() throws TdError, InterruptedException {
            int fileId = wanted.fileId();
            int priority = priorities.start(fileId, TdMedia.this::raise);
            long limit = limits.of(fileId);
            connection.call(downloadFile(fileId, priority, range(fileId, limit)), download::on);
            limits.announced(fileId, limit);
        }

        /** Blocks until the download is complete. */
        void awaitWhole(Transfer transfer) throws TdError, TelegramFailure, InterruptedException {
            while (true) {
                await(transfer.nextWritten());
                if (empty || download.isComplete()) {
                    return;
                }
                transfer.written(download.path(), download.prefix());
            }
        }

        /** Blocks until {@code enough} contiguous bytes are received, or the download is complete. */
        void await(long enough) throws TdError, TelegramFailure, InterruptedException {
            telegram.awaits();
            try {
                while (true) {
                    telegram.all().requireReachable();
                    TdDownload.State state = download.await(enough, SILENCE);
                    if (state == TdDownload.State.COMPLETE || download.prefix() >= enough) {
                        return;
                    }
                    Optional<TdError> reason = log.whyFailed(connection.client().id(), wanted.fileId(), logPosition)
                            .filter(error -> !error.text().startsWith(END_OF_RANGE));
                    if (wanted.expected().size() == 0
                            && reason.filter(TdError::isOfNoBytes).isPresent()) {
                        empty = true;
                        return;
                    }
                    if (state == TdDownload.State.STOPPED || (reason.isPresent() && !download.active())) {
                        resume(reason);
                        continue;
                    }
                    if (clock.isStalled(nanoTime.getAsLong(), Math.max(download.lastByte(), lastByte))) {
                        throw new Transient(wanted.what() + ": no new byte for " + stall.toSeconds() + " s");
                    }
                    connection.call(TdRequest.of("getFile").put("file_id", wanted.fileId()), download::on);
                }
            } catch (TdError | TelegramFailure | InterruptedException e) {
                // Even if the download has stopped: a limit in flight may have restarted it.
                cancel(wanted.fileId());
                throw e;
            } finally {
                telegram.received();
            }
        }

        /** Requests a stopped download again if that may help. */
        private void resume(Optional<TdError> reason) throws TdError, TelegramFailure, InterruptedException {
            int fileId = wanted.fileId();
            // A raised priority would restart the download too early.
            priorities.end(fileId);
            if (reason.isEmpty() && limits.widen(fileId)) {
                LOG.debug("{}: the download reached its limit before the limit grew", wanted.what());
            } else if (renewal == Renewal.NONE
                    || reason.filter(TdError::isOfReference).isEmpty()) {
                throw stopped(wanted, reason);
            } else {
                renewReference();
            }
            logPosition = log.position();
            download.restart();
            ask();
        }

        /**
         * Renews the file reference. The received bytes stay valid, so the attempt continues, even after a wait of a
         * minute.
         */
        private void renewReference() throws TdError, TelegramFailure, InterruptedException {
            boolean refreshed = renewal == Renewal.LOOK && files.renewReference(wanted.post(), wanted.expected());
            if (refreshed) {
                renewal = Renewal.WAIT;
                return;
            }
            renewal = Renewal.NONE;
            LOG.info("{}: its file reference has expired again; retrying in {}", wanted.what(), REFERENCE_REPAIR);
            TimeUnit.NANOSECONDS.sleep(REFERENCE_REPAIR.toNanos());
        }
    }

    /** The next step for a reference that has expired before TDLib may renew it. */
    private enum Renewal {
        LOOK,
        WAIT,
        NONE
    }

    private Range range(int fileId, long limit) {
        return ranges.getOrDefault(fileId, WHOLE).within(limit);
    }

    private TelegramFailure stopped(Wanted wanted, Optional<TdError> reason) {
        TdError error = reason.orElseGet(() -> new TdError(0, "the download stopped"));
        // This wait is TDLib's own for this file, and not Telegram's for all requests.
        return error.isOfReference()
                ? new Transient(wanted.what() + ": there is no new file reference: " + error.text())
                : connection.failure(error, wanted.what());
    }

    private void raise(int fileId, int priority) {
        connection.client().tell(downloadFile(fileId, priority, range(fileId, limits.of(fileId))));
    }

    private void limit(int fileId, long bytes) {
        connection.client().tell(downloadFile(fileId, priorities.of(fileId), range(fileId, bytes)));
    }

    private static ObjectNode downloadFile(int fileId, int priority, Range range) {
        return TdRequest.of("downloadFile")
                .put("file_id", fileId)
                .put("priority", priority)
                .put("offset", range.offset())
                .put("limit", range.length())
                .put("synchronous", false);
    }

    private void cancel(int fileId) {
        // First, so that no later change of its priority or limit restarts it.
        priorities.end(fileId);
        limits.end(fileId);
        connection
                .client()
                .tell(TdRequest.of("cancelDownloadFile").put("file_id", fileId).put("only_if_pending", false));
    }

    private void onUpdate(JsonNode update) {
        if (!update.path("@type").asText().equals("updateFile")) {
            return;
        }
        JsonNode file = update.path("file");
        int fileId = file.path("id").intValue();
        TdDownload download = downloads.get(fileId);
        if (download != null && download.on(file)) {
            lastByte = nanoTime.getAsLong();
            connection.client().link().moved();
            limits.received(
                    fileId, prefix(file, ranges.getOrDefault(fileId, WHOLE).offset()));
        }
    }

    /** Reports the bytes of a range, which never resumes. */
    private record RangeTransfer(LongConsumer more) implements Transfer {

        @Override
        public void resumedAt(long bytes) {}

        @Override
        public void received(long bytes) {
            more.accept(bytes);
        }
    }

    private final class TdOpenFile implements OpenFile {

        private final PostId post;
        private final Media expected;
        private final int fileId;
        private final String what;

        /** The file that receives further ranges. */
        private @Nullable Path target;

        /** TDLib's own name of the target, once TDLib writes into it. */
        private @Nullable Path link;

        TdOpenFile(PostId post, Media expected, int fileId, String what) {
            this.post = post;
            this.expected = expected;
            this.fileId = fileId;
            this.what = what;
        }

        @Override
        public void into(Path file) {
            target = file;
        }

        @Override
        public RangeDownload start(long offset, long length, Duration stall, LongConsumer received)
                throws TelegramFailure, InterruptedException {
            TdDownload download = new TdDownload(nanoTime, new RangeTransfer(received), offset, length);
            downloads.put(fileId, download);
            ranges.put(fileId, new Range(offset, length));
            boolean started = false;
            try {
                limits.start(fileId, 0, length, budget());
                Attempt attempt = new Attempt(new Wanted(post, expected, fileId, what), download, stall);
                attempt.start();
                started = true;
                return new TdRange(attempt, download, length);
            } catch (TdError e) {
                throw connection.failure(e, what);
            } finally {
                if (!started) {
                    end();
                }
            }
        }

        private void end() {
            limits.end(fileId);
            priorities.end(fileId);
        }

        /** A range of the file. */
        private final class TdRange implements RangeDownload {

            private final Attempt attempt;
            private final TdDownload download;
            private final long length;
            private boolean complete;

            TdRange(Attempt attempt, TdDownload download, long length) {
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
                    throw connection.failure(e, what);
                } catch (InvalidPathException e) {
                    throw new Transient(what + ": TDLib reports an invalid path: " + e.getMessage());
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
                end();
                if (complete) {
                    release(path());
                } else {
                    cancel(fileId);
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

        /**
         * Discards this client's bytes of the file. TDLib processes these requests in order, before any later request.
         */
        void discard() {
            cancel(fileId);
            connection.client().tell(TdRequest.of("deleteFile").put("file_id", fileId));
        }

        @Override
        public void close() {
            if (link != null) {
                // Remove the link now and not when TDLib processes the request: the archived file must not be written
                // to any more.
                Hardlink.remove(link);
            }
            discard();
            ranges.remove(fileId);
            downloads.remove(fileId);
        }
    }

    private final class TdFetchedFile implements FetchedFile {

        private final int fileId;
        private final Path path;
        private boolean kept;

        TdFetchedFile(int fileId, Path path) throws Transient {
            this.fileId = fileId;
            this.path = path;
            try {
                Files.size(path);
            } catch (IOException e) {
                close();
                throw new Transient("TDLib's copy " + path + " does not exist: " + e.getMessage());
            }
        }

        @Override
        public Path path() {
            return path;
        }

        @Override
        public void keep() {
            kept = true;
        }

        @Override
        public void close() {
            if (!kept) {
                connection.client().tell(TdRequest.of("deleteFile").put("file_id", fileId));
            }
        }
    }
}
