package dev.tgarchiver.tdlib.media;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.Media;
import dev.tgarchiver.model.post.PostId;
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
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Downloads files through one TDLib client. Thread-safe. */
public final class TdMedia implements MediaSource, RangeSource {

    private static final Logger LOG = LoggerFactory.getLogger(TdMedia.class);

    private final TdConnection connection;
    private final Path filesDir;
    private final LongSupplier nanoTime;
    private final TdPostLookups lookups;
    private final PostFileLocator files;
    private final ActiveDownloads active;
    private final MediaClient client;

    /** @param filesDir the client's own folder of partial files */
    public TdMedia(TdConnection connection, TdLog log, Path filesDir, LongSupplier nanoTime) {
        this.connection = connection;
        this.filesDir = filesDir;
        this.nanoTime = nanoTime;
        lookups = new TdPostLookups(connection);
        files = new PostFileLocator(connection, lookups);
        active = new ActiveDownloads(connection, nanoTime);
        client = new MediaClient(connection, log, nanoTime, files, active);
    }

    @Override
    public FetchedFile fetch(PostId post, Media expected, Duration stall, Transfer transfer)
            throws TelegramFailure, InterruptedException {
        String what = "Downloading post " + post.messageId();
        try {
            JsonNode file = files.locate(post, expected);
            int fileId = file.path("id").intValue();
            Wanted wanted = new Wanted(post, expected, fileId, what);
            TdDownload download = new TdDownload(nanoTime, transfer);
            active.add(wanted, download);
            try {
                long here = sound(file);
                download.start(here);
                active.share(
                        fileId,
                        here > 0 ? ActiveDownloads.prefix(file, 0) : 0,
                        file.path("size").longValue());
                DownloadAttempt attempt = new DownloadAttempt(client, wanted, download, stall);
                attempt.start();
                attempt.awaitWhole(transfer);
                return attempt.isEmpty() ? EmptyFile.in(filesDir) : new TdFetchedFile(active, fileId, download.path());
            } catch (InvalidPathException e) {
                throw new Transient(what + ": TDLib reports an invalid path: " + e.getMessage());
            } finally {
                active.remove(fileId);
                active.end(fileId);
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
            int fileId = files.locate(post, expected).path("id").intValue();
            Wanted wanted = new Wanted(post, expected, fileId, what);
            active.add(wanted, new TdDownload(nanoTime, Transfer.NONE));
            TdOpenFile open = new TdOpenFile(client, wanted);
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
}
