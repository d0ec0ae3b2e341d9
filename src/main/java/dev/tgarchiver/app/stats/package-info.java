/** What the archive holds and what is missing. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.app.stats;
