/**
 * Finds what is stale, orphaned or missing in the folders: remains of killed runs, files that the tracker does not
 * know, and the trustworthy part of an unfinished download after another boot. Removes only the archiver's own files.
 * For use by the process that holds the archive lock.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.storage.sweep;
