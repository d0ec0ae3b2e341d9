/** What the tracker promises. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker;
