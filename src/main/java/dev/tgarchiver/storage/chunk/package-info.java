/**
 * Large files that survive a kill or a loss of power during the download: a
 * {@link dev.tgarchiver.storage.chunk.ChunkedFile} that several lanes write, and the
 * {@link dev.tgarchiver.storage.chunk.Checkpoint} of a file that one lane downloads whole. A chunk counts as complete
 * once the {@link dev.tgarchiver.storage.chunk.ChunkJournal} lists it.
 *
 * <p>Part of the local implementation: these files lie in {@code data_dir}, wherever the archive is, until a store takes them
 * over.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.storage.chunk;
