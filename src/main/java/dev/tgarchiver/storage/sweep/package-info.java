/**
 * Finds what is stale in the folders of {@code data_dir}: remains of killed runs, TDLib's cache beyond its size, and the
 * trustworthy part of an unfinished download after another boot. Removes only the archiver's own files. For use by the process
 * that holds the archive lock.
 *
 * <p>Part of the local implementation: these folders are local wherever the archive is. What is left over in the archive, its
 * store finds itself ({@link dev.tgarchiver.storage.BlobStore#leftovers}).
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.storage.sweep;
