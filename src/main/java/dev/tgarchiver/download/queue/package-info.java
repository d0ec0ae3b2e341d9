/**
 * Which file is downloaded next, and by which worker: the smallest pending file first, within the run's budget. Every
 * class but {@link dev.tgarchiver.download.queue.DownloadQueue} and
 * {@link dev.tgarchiver.download.queue.PostPrefetcher} is guarded by the queue. Nothing here outlives the process: the
 * tracker has what is pending.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.download.queue;
