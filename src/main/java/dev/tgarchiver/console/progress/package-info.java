/**
 * The progress of a run on a screen, as plain lines, or as JSON. Told of events by any thread, drawn by the console thread.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.console.progress;
