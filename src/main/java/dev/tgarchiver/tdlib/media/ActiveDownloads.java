package dev.tgarchiver.tdlib.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.tdlib.TdConnection;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The files that one client downloads at the moment: what TDLib is asked for, with which priority and up to which
 * limit, and what its updates report. Thread-safe.
 */
final class ActiveDownloads {

    /** The maximum that TDLib has in flight, in bytes (FileDownloadManager.cpp). */
    private static final long BUDGET = 2 << 20;

    private static final long BUDGET_WITH_PREMIUM = 16 << 20;

    private final TdConnection connection;
    private final LongSupplier nanoTime;
    private final Map<Integer, TdDownload> downloads = new ConcurrentHashMap<>();
    private final Map<Integer, FileRange> ranges = new ConcurrentHashMap<>();
    private final DownloadPriorities priorities = new DownloadPriorities();
    private final FairShareLimits limits = new FairShareLimits(this::limit);

    /** The bytes that TDLib may have in flight; 0 until TDLib was asked. */
    private volatile long budget;

    /** When this client last received a byte of any file: a file that waits behind others is not stalled. */
    private volatile long lastByte;

    ActiveDownloads(TdConnection connection, LongSupplier nanoTime) {
        this.connection = connection;
        this.nanoTime = nanoTime;
        lastByte = nanoTime.getAsLong();
        connection.client().onUpdate(this::onUpdate);
    }

    /** When a byte of any file arrived, in the clock's nanoseconds. */
    long lastByte() {
        return lastByte;
    }

    /**
     * Takes the file for one download, until {@link #remove}.
     *
     * @throws Transient if it is taken
     */
    void add(Wanted wanted, TdDownload download) throws Transient {
        if (downloads.putIfAbsent(wanted.fileId(), download) != null) {
            throw new Transient(wanted.what() + ": the same file is already being downloaded");
        }
    }

    /** Has a part of a taken file downloaded next. */
    void replace(int fileId, TdDownload download, FileRange range) {
        downloads.put(fileId, download);
        ranges.put(fileId, range);
    }

    /** Gives the file back. */
    void remove(int fileId) {
        downloads.remove(fileId);
        ranges.remove(fileId);
    }

    /**
     * Shares what TDLib may have in flight with a further file. The first call blocks.
     *
     * @param received contiguous bytes that TDLib has
     * @param size of what is downloaded
     */
    void share(int fileId, long received, long size) throws TdError, InterruptedException {
        limits.start(fileId, received, size, budget());
    }

    private long budget() throws TdError, InterruptedException {
        if (budget == 0) {
            JsonNode premium = connection.call(TdRequest.of("getOption").put("name", "is_premium"));
            budget = premium.path("value").booleanValue() ? BUDGET_WITH_PREMIUM : BUDGET;
        }
        return budget;
    }

    /** Asks TDLib to download the file's range, up to its limit. Blocks until TDLib has answered. */
    void request(int fileId, TdDownload download) throws TdError, InterruptedException {
        int priority = priorities.start(fileId, this::raise);
        long limit = limits.of(fileId);
        connection.call(downloadFile(fileId, priority, limit), download::on);
        limits.announced(fileId, limit);
    }

    /** Whether a download that stopped at its limit may have more. */
    boolean widen(int fileId) {
        return limits.widen(fileId);
    }

    /** Keeps a stopped download from being restarted by a change of its priority. */
    void hold(int fileId) {
        priorities.end(fileId);
    }

    /** Ends a download's share. */
    void end(int fileId) {
        limits.end(fileId);
        priorities.end(fileId);
    }

    /** Makes TDLib stop a download, which keeps its bytes. */
    void cancel(int fileId) {
        // First, so that no later change of its priority or limit restarts it.
        priorities.end(fileId);
        limits.end(fileId);
        connection
                .client()
                .tell(TdRequest.of("cancelDownloadFile").put("file_id", fileId).put("only_if_pending", false));
    }

    /** Makes TDLib remove its bytes of the file, before any later request. */
    void delete(int fileId) {
        connection.client().tell(TdRequest.of("deleteFile").put("file_id", fileId));
    }

    private void raise(int fileId, int priority) {
        connection.client().tell(downloadFile(fileId, priority, limits.of(fileId)));
    }

    private void limit(int fileId, long bytes) {
        connection.client().tell(downloadFile(fileId, priorities.of(fileId), bytes));
    }

    private ObjectNode downloadFile(int fileId, int priority, long limit) {
        FileRange range = range(fileId).within(limit);
        return TdRequest.of("downloadFile")
                .put("file_id", fileId)
                .put("priority", priority)
                .put("offset", range.offset())
                .put("limit", range.length())
                .put("synchronous", false);
    }

    private FileRange range(int fileId) {
        return ranges.getOrDefault(fileId, FileRange.WHOLE);
    }

    /** The number of contiguous bytes received from this offset on. */
    static long prefix(JsonNode file, long offset) {
        JsonNode local = file.path("local");
        return local.path("download_offset").longValue() == offset
                ? local.path("downloaded_prefix_size").longValue()
                : 0;
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
            limits.received(fileId, prefix(file, range(fileId).offset()));
        }
    }
}
