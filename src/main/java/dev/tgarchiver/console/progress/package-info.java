/**
 * The progress of a run on a screen, as plain lines, or as JSON. Any thread reports events, the console thread draws.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.console.progress;
