/**
 * What is stale, orphaned or missing in the folders: remains of killed runs, files that the tracker does not know, and what of
 * an unfinished download can be trusted after another boot. Removes only what the archiver itself has put there. To be used
 * by whoever holds the archive lock.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.storage.sweep;
