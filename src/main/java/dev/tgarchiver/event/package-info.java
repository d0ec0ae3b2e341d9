/** What happens in a run, as immutable records for listeners. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.event;
