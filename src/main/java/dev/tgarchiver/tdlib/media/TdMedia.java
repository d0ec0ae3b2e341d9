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
import dev.tgarchiver.telegram.FetchProgress;
import dev.tgarchiver.telegram.MediaSource;
import dev.tgarchiver.telegram.RangeSource;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Downloads files through one TDLib client. Safe for several workers at a time. */
public final class TdMedia implements MediaSource, RangeSource {

    private static final Logger LOG = LoggerFactory.getLogger(TdMedia.class);

    /** An update can be missing (TDLib issue 3534): after this long in silence the file's state is asked for. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    /** After this long TDLib gets a file a new reference once more (FileReferenceManager::run_node: a minute). */
    private static final Duration REFERENCE_REPAIR = Duration.ofSeconds(61);

    /** What TDLib has on the way at most, in bytes (FileDownloadManager.cpp). */
    private static final long BUDGET = 2 << 20;

    private static final long BUDGET_WITH_PREMIUM = 16 << 20;

    /** TDLib's word for a range that is whole (PartsManager), which it logs as it logs failures. */
    private static final String END_OF_RANGE = "FILE_DOWNLOAD_LIMIT";

    private final TdConnection connection;
    private final TdLog log;
    private final Path filesDir;
    private final LongSupplier nanoTime;
    private final Map<Integer, TdDownload> downloads = new ConcurrentHashMap<>();
    private final Map<Integer, Range> ranges = new ConcurrentHashMap<>();
    private final DownloadPriorities priorities = new DownloadPriorities();
    private final FairShareLimits limits = new FairShareLimits(this::limit);
    private final PostLookups lookups;
    private final PostFileLocator files;

    /** How many bytes TDLib may have on the way; 0 until it was asked. */
    private volatile long budget;

    /** When this client last got a byte of any file: a file that waits behind others is not stalled. */
    private volatile long lastByte;

    /** @param filesDir the client's own, where it keeps files while they download */
    public TdMedia(TdConnection connection, TdLog log, Path filesDir, LongSupplier nanoTime) {
        this.connection = connection;
        this.log = log;
        this.filesDir = filesDir;
        this.nanoTime = nanoTime;
        lastByte = nanoTime.getAsLong();
        lookups = new PostLookups(connection);
        files = new PostFileLocator(connection, lookups);
        connection.client().onUpdate(this::onUpdate);
    }

    @Override
    public FetchedFile fetch(PostId post, Media expected, Duration stall, FetchProgress progress)
            throws TelegramFailure, InterruptedException {
        String what = "Downloading post " + post.messageId();
        try {
            JsonNode file = files.locate(post, expected);
            int fileId = file.path("id").intValue();
            TdDownload download = new TdDownload(nanoTime, progress);
            if (downloads.putIfAbsent(fileId, download) != null) {
                throw new Transient(what + ": the same file is being downloaded already");
            }
            try {
                long here = sound(file);
                download.begin(here);
                limits.begin(
                        fileId,
                        here > 0 ? prefix(file, 0) : 0,
                        file.path("size").longValue(),
                        budget());
                Attempt attempt = new Attempt(new Wanted(post, expected, fileId, what), download, stall);
                attempt.begin();
                attempt.awaitWhole(progress);
                return attempt.empty ? EmptyFile.in(filesDir) : new TdFetchedFile(fileId, download.path());
            } catch (InvalidPathException e) {
                throw new Transient(what + ": TDLib names a place that cannot be: " + e.getMessage());
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
    public void lookUp(List<PostId> posts) {
        lookups.ask(posts);
    }

    @Override
    public boolean knows(PostId post) {
        return lookups.has(post);
    }

    @Override
    public Optional<RangeSource> ranges() {
        return Optional.of(this);
    }

    /** A client's own notes do not say whether going on is worth more than its bytes; whoever chose the client knows. */
    @Override
    public boolean hasBegun(Media expected) {
        return false;
    }

    @Override
    public OpenFile open(PostId post, Media expected) throws TelegramFailure, InterruptedException {
        String what = "Downloading a part of post " + post.messageId();
        try {
            JsonNode file = files.locate(post, expected);
            int fileId = file.path("id").intValue();
            if (downloads.putIfAbsent(fileId, new TdDownload(nanoTime, bytes -> {})) != null) {
                throw new Transient(what + ": the same file is being downloaded already");
            }
            TdOpenFile open = new TdOpenFile(post, expected, fileId, what);
            // Of what an earlier run has left here nobody knows whether it is whole.
            open.discard();
            return open;
        } catch (TdError e) {
            throw connection.failure(e, what);
        }
    }

    /**
     * How many bytes of a file TDLib goes on with. It believes what it remembers of a file that it has begun
     * (FileDownloader.cpp): if that was cut meanwhile, it would go on behind the hole, and the file would have the right size
     * and the wrong bytes. And a copy of a session remembers what the session has begun: it would go on with the other
     * client's file, which may even lie on another disk. Such a beginning is discarded.
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
                "TDLib's copy {} has {} of {} bytes{} and is begun anew",
                path,
                found,
                remembered,
                own ? "" : ", is another client's,");
        connection.call(
                TdRequest.of("deleteFile").put("file_id", file.path("id").intValue()));
        return 0;
    }

    /** Blocks at first. */
    private long budget() throws TdError, InterruptedException {
        if (budget == 0) {
            JsonNode premium = connection.call(TdRequest.of("getOption").put("name", "is_premium"));
            budget = premium.path("value").booleanValue() ? BUDGET_WITH_PREMIUM : BUDGET;
        }
        return budget;
    }

    /** How many bytes from this offset on are here. */
    private static long prefix(JsonNode file, long offset) {
        JsonNode local = file.path("local");
        return local.path("download_offset").longValue() == offset
                ? local.path("downloaded_prefix_size").longValue()
                : 0;
    }

    /** What TDLib is asked for; of length 0 it is the rest of the file. */
    private record Range(long offset, long length) {

        /** As much of it as may be fetched now; 0 for all. */
        Range within(long limit) {
            return limit == 0 ? this : new Range(offset, limit);
        }
    }

    private static final Range WHOLE = new Range(0, 0);

    /** What a worker waits for, and its words for that. */
    private record Wanted(PostId post, Media expected, int fileId, String what) {}

    /** A download while a worker waits for it. One thread's own. */
    private final class Attempt {

        private final Wanted wanted;
        private final TdDownload download;
        private final Duration stall;
        private final ClientLink telegram = connection.client().link();
        private final StallClock clock;
        private long logPosition = log.position();
        private Renewal renewal = Renewal.LOOK;

        /** Telegram has sent all bytes of the file, and there were none. */
        private boolean empty;

        Attempt(Wanted wanted, TdDownload download, Duration stall) {
            this.wanted = wanted;
            this.download = download;
            this.stall = stall;
            clock = new StallClock(telegram, stall);
        }

        void begin() throws TdError, InterruptedException {
            try {
                ask();
            } catch (TdError | InterruptedException e) {
                cancel(wanted.fileId());
                throw e;
            }
        }

        private void ask() throws TdError, InterruptedException {
            int fileId = wanted.fileId();
            int priority = priorities.begin(fileId, TdMedia.this::raise);
            long limit = limits.of(fileId);
            connection.call(downloadFile(fileId, priority, range(fileId, limit)), download::on);
            limits.announced(fileId, limit);
        }

        /** Blocks until the download is complete. */
        void awaitWhole(FetchProgress progress) throws TdError, TelegramFailure, InterruptedException {
            while (true) {
                await(progress.nextWritten());
                if (empty || download.isComplete()) {
                    return;
                }
                progress.written(download.path(), download.prefix());
            }
        }

        /** Blocks until so many bytes from the beginning are here, or the download is complete. */
        void await(long enough) throws TdError, TelegramFailure, InterruptedException {
            telegram.awaits();
            try {
                while (true) {
                    telegram.all().requireHope();
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
                        goOn(reason);
                        continue;
                    }
                    if (clock.isStalled(nanoTime.getAsLong(), Math.max(download.lastByte(), lastByte))) {
                        throw new Transient(wanted.what() + ": no new byte for " + stall.toSeconds() + " s");
                    }
                    connection.call(TdRequest.of("getFile").put("file_id", wanted.fileId()), download::on);
                }
            } catch (TdError | TelegramFailure | InterruptedException e) {
                // Even if it has stopped: a limit that was on its way would have begun it anew.
                cancel(wanted.fileId());
                throw e;
            } finally {
                telegram.received();
            }
        }

        /** It has stopped, and is asked for once more where that may help. */
        private void goOn(Optional<TdError> reason) throws TdError, TelegramFailure, InterruptedException {
            int fileId = wanted.fileId();
            // Nobody is to raise it, and so begin it anew, before it is to begin.
            priorities.end(fileId);
            if (reason.isEmpty() && limits.widen(fileId)) {
                LOG.debug("{}: it reached its limit before that grew", wanted.what());
            } else if (renewal == Renewal.NONE
                    || reason.filter(TdError::isOfReference).isEmpty()) {
                throw stopped(wanted, reason);
            } else {
                renewReference();
            }
            logPosition = log.position();
            download.again();
            ask();
        }

        /** The file is as good as before, so the attempt goes on, even if a minute has to pass. */
        private void renewReference() throws TdError, TelegramFailure, InterruptedException {
            boolean looked = renewal == Renewal.LOOK && files.renewReference(wanted.post(), wanted.expected());
            if (looked) {
                renewal = Renewal.WAIT;
                return;
            }
            renewal = Renewal.NONE;
            LOG.info("{}: its file reference has expired again; asking anew in {}", wanted.what(), REFERENCE_REPAIR);
            TimeUnit.NANOSECONDS.sleep(REFERENCE_REPAIR.toNanos());
        }
    }

    /** What is done next about a reference that has expired before TDLib may renew it. */
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
        // A wait that is asked for here is TDLib's own, for this file, and not Telegram's for everybody.
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
        // First, so that nobody raises its priority or its limit afterwards, which would begin it anew.
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
            limits.arrived(
                    fileId, prefix(file, ranges.getOrDefault(fileId, WHOLE).offset()));
        }
    }

    private final class TdOpenFile implements OpenFile {

        private final PostId post;
        private final Media expected;
        private final int fileId;
        private final String what;

        /** What further ranges are to be written into. */
        private @Nullable Path target;

        /** TDLib's own name for it, once it writes there. */
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
        public RangeDownload start(long offset, long length, Duration stall, LongConsumer progress)
                throws TelegramFailure, InterruptedException {
            TdDownload download = new TdDownload(nanoTime, progress, offset, length);
            downloads.put(fileId, download);
            ranges.put(fileId, new Range(offset, length));
            boolean started = false;
            try {
                limits.begin(fileId, 0, length, budget());
                Attempt attempt = new Attempt(new Wanted(post, expected, fileId, what), download, stall);
                attempt.begin();
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

        /** A range of it. */
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
                    throw new Transient(what + ": TDLib names a place that cannot be: " + e.getMessage());
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
         * TDLib opens its partial file by its path whenever it begins with a range (FileDownloader.cpp). So what it writes
         * next lands in the target when that has this name too, and need not be copied.
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

        /** Nothing of the file is left here: TDLib does what it is told in this order, before what comes next. */
        void discard() {
            cancel(fileId);
            connection.client().tell(TdRequest.of("deleteFile").put("file_id", fileId));
        }

        @Override
        public void close() {
            if (link != null) {
                // Now, not when TDLib comes to it: nobody may go on with what is in the archive then.
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
                throw new Transient("TDLib's copy " + path + " is not there: " + e.getMessage());
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
