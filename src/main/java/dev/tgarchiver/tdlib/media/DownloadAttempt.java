package dev.tgarchiver.tdlib.media;

import dev.tgarchiver.tdlib.ClientLink;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.Transient;
import dev.tgarchiver.telegram.Transfer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A download while a worker waits for it. For one thread. */
final class DownloadAttempt {

    private static final Logger LOG = LoggerFactory.getLogger(DownloadAttempt.class);

    /** An update can be missing (TDLib issue 3534): after this time without one, the file's state is requested. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    /** The time after which TDLib renews a file's reference again (FileReferenceManager::run_node: a minute). */
    private static final Duration REFERENCE_REPAIR = Duration.ofSeconds(61);

    /** TDLib's word for a complete range (PartsManager), which it logs like a failure. */
    private static final String END_OF_RANGE = "FILE_DOWNLOAD_LIMIT";

    /** The next step for a reference that has expired before TDLib may renew it. */
    private enum Renewal {
        LOOK,
        WAIT,
        NONE
    }

    private final MediaClient client;
    private final ActiveDownloads active;
    private final Wanted wanted;
    private final TdDownload download;
    private final Duration stall;
    private final ClientLink telegram;
    private final StallClock clock;
    private long logPosition;
    private Renewal renewal = Renewal.LOOK;
    private boolean empty;

    /** @param stall the time without a byte after which it fails */
    DownloadAttempt(MediaClient client, Wanted wanted, TdDownload download, Duration stall) {
        this.client = client;
        active = client.active();
        this.wanted = wanted;
        this.download = download;
        this.stall = stall;
        telegram = client.connection().client().link();
        clock = new StallClock(telegram, stall);
        logPosition = client.log().position();
    }

    /** Asks TDLib for the file; a failure cancels the download. */
    void start() throws TdError, InterruptedException {
        try {
            active.request(wanted.fileId(), download);
        } catch (TdError | InterruptedException e) {
            active.cancel(wanted.fileId());
            throw e;
        }
    }

    /** Whether the file turned out to have no bytes. */
    boolean isEmpty() {
        return empty;
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
                Optional<TdError> reason = client.log()
                        .whyFailed(client.connection().client().id(), wanted.fileId(), logPosition)
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
                if (clock.isStalled(client.nanoTime().getAsLong(), Math.max(download.lastByte(), active.lastByte()))) {
                    throw new Transient(wanted.what() + ": no new byte for " + stall.toSeconds() + " s");
                }
                client.connection().call(TdRequest.of("getFile").put("file_id", wanted.fileId()), download::on);
            }
        } catch (TdError | TelegramFailure | InterruptedException e) {
            // Even if the download has stopped: a limit in flight may have restarted it.
            active.cancel(wanted.fileId());
            throw e;
        } finally {
            telegram.received();
        }
    }

    /** Requests a stopped download again if that may help. */
    private void resume(Optional<TdError> reason) throws TdError, TelegramFailure, InterruptedException {
        int fileId = wanted.fileId();
        // A raised priority would restart the download too early.
        active.hold(fileId);
        if (reason.isEmpty() && active.widen(fileId)) {
            LOG.debug("{}: the download reached its limit before the limit grew", wanted.what());
        } else if (renewal == Renewal.NONE
                || reason.filter(TdError::isOfReference).isEmpty()) {
            throw stopped(reason);
        } else {
            renewReference();
        }
        logPosition = client.log().position();
        download.restart();
        active.request(fileId, download);
    }

    /**
     * Renews the file reference. The received bytes stay valid, so the attempt continues, even after a wait of a
     * minute.
     */
    private void renewReference() throws TdError, TelegramFailure, InterruptedException {
        boolean refreshed = renewal == Renewal.LOOK && client.files().renewReference(wanted.post(), wanted.expected());
        if (refreshed) {
            renewal = Renewal.WAIT;
            return;
        }
        renewal = Renewal.NONE;
        LOG.info("{}: its file reference has expired again; retrying in {}", wanted.what(), REFERENCE_REPAIR);
        TimeUnit.NANOSECONDS.sleep(REFERENCE_REPAIR.toNanos());
    }

    private TelegramFailure stopped(Optional<TdError> reason) {
        TdError error = reason.orElseGet(() -> new TdError(0, "the download stopped"));
        // This wait is TDLib's own for this file, and not Telegram's for all requests.
        return error.isOfReference()
                ? new Transient(wanted.what() + ": there is no new file reference: " + error.text())
                : client.connection().failure(error, wanted.what());
    }
}
