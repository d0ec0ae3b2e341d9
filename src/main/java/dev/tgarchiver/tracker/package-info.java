/**
 * The archive's database, in SQLite: channels, posts, files, runs, failures, and their counts.
 *
 * <p>{@link dev.tgarchiver.tracker.Tracker} writes and reads, {@link dev.tgarchiver.tracker.TrackerReader} only reads,
 * also from another process while a run writes. Data that a method has recorded when it returns survives a killed
 * process and a power cut. No method reads the clock: the caller passes the time.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker;
