/**
 * The tracker, as the rest of the program sees it: channels, posts, files, runs, failures, and their counts. Interfaces by use,
 * and the records that they take and return; the implementation is {@code tracker.sqlite}.
 *
 * <p>{@link dev.tgarchiver.tracker.Tracker} writes and reads, {@link dev.tgarchiver.tracker.TrackerReader} only reads, also from
 * another process while a run writes. Callers take the narrowest interface that they need: {@link
 * dev.tgarchiver.tracker.ChannelRegistry}, {@link dev.tgarchiver.tracker.PostRecorder}, {@link
 * dev.tgarchiver.tracker.FileQueue}, {@link dev.tgarchiver.tracker.FileMaintenance}, {@link
 * dev.tgarchiver.tracker.ChannelForgetting} and {@link dev.tgarchiver.tracker.RunLog} write, and each extends the interface that
 * reads the same. Data that a method has recorded when it returns survives a killed process and a power cut. No method reads the
 * clock: the caller passes the time.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker;
