/**
 * What the tracker says about files: pending, failed, stored, their places and totals. Records; usable from any thread.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker.file;
