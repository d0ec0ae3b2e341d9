/**
 * The archive in a folder of the local file system: names are given under a lock, files are staged beside their targets, and
 * synced with their folders before a row promises them. What a kill leaves are temporary names, which a sweep removes. Methods
 * block on the disk; the classes that workers share say so and are thread-safe.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.storage.local;
