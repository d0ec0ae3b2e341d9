/** What happened, as immutable records, for whoever listens. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.event;
