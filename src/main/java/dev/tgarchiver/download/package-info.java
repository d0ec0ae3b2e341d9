/**
 * Downloads what is pending: a pool of workers that take files from the queue, fetch them from Telegram, pass them to
 * the publisher and record how they ended in the ledger.
 *
 * <p>A file visits each class once: {@code DownloadQueue} (queue) &rarr; {@code DownloadWorker} &rarr;
 * {@code FileDownload}, over {@code Checkpoints} or {@code SplitDownloads} (split) &rarr; {@code Publisher} &rarr;
 * {@code FileEndings} &rarr; {@code FileLedger}.
 *
 * <h2>Threads of the process</h2>
 *
 * <ul>
 *   <li>{@code main}: walks the history, records pages, waits for the workers
 *   <li>{@code walk_ahead}: requests the next page of the history while {@code main} records one
 *   <li>{@code worker_N}: several threads with the same name for each worker, one file each
 *   <li>{@code td_receive}: TDLib's answers and updates for all clients; must never block
 *   <li>{@code connectivity}: notices that no client is connected, and ends the run after a while
 *   <li>{@code run-watch}: free space, the time limit of a run, shutdown of a stalled run
 *   <li>{@code progress}: writes {@code progress.json} for other terminals
 *   <li>the console's thread: draws the display; events only post to it
 * </ul>
 *
 * <h2>Order of locks</h2>
 *
 * The lock of the thread that chooses a file from the queue comes first: the tracker is read under it alone. Then comes
 * the queue's monitor; under it the queue calls takers, and so takes the monitors of {@code AdmissionControl},
 * {@code ConcurrencyTuner} and {@code SplitDownload}. None of these calls back into the queue while it holds its own
 * monitor. TDLib's thread takes the monitors of one download and of {@code AdmissionControl}, never the queue's.
 *
 * <h2>What survives a kill</h2>
 *
 * Rows of the tracker, files under their final names, chunks and checkpoints that a journal names, and the lanes that
 * hold the start of a file. Queue, backlogs and measured rates do not.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.download;
