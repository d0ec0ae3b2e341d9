/**
 * The store in a folder of the local file system, and what only a local file system has: locks, syncs, private files, folders.
 *
 * <p>A lock guards the choice of names. Files are staged beside their targets, and synced with their folders before the
 * tracker records them. A killed process leaves only temporary names, which count as left over. Methods block on the disk.
 * The classes that workers share say so and are thread-safe.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.storage.local;
