/**
 * What is downloaded next, and by which worker: the smallest pending file first, as far as the run may still take some. Every
 * class but {@link dev.tgarchiver.download.queue.DownloadQueue} and {@link dev.tgarchiver.download.queue.PostPrefetcher} is guarded by
 * the queue. Nothing here outlives the process: what is pending stands in the tracker.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.download.queue;
