/** How far a run has come, counted from its events: as values, and as JSON. Any thread reports events. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.progress;
