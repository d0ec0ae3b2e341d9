/**
 * One file over several lanes: who fetches which chunks, and who may help. The chunks survive a kill in a
 * {@link dev.tgarchiver.storage.chunk.ChunkedFile}.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.download.split;
