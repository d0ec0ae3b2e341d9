/**
 * Large files that survive a kill or a loss of power in the middle: a {@link dev.tgarchiver.storage.chunk.ChunkedFile} that several
 * lanes write, and the {@link dev.tgarchiver.storage.chunk.Checkpoint} of a file that one lane downloads whole. Each chunk counts
 * from the moment at which the {@link dev.tgarchiver.storage.chunk.ChunkJournal} names it.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.storage.chunk;
