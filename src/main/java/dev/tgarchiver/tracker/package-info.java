/**
 * The archive's memory, in SQLite: channels, posts, files, runs, failures, and the counts of them.
 *
 * <p>{@link dev.tgarchiver.tracker.Tracker} writes and reads, {@link dev.tgarchiver.tracker.TrackerReader} only reads,
 * also from another process while a run writes. What a method has recorded when it returns survives a killed process
 * and a power cut. No method asks the clock: the caller passes the time.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker;
