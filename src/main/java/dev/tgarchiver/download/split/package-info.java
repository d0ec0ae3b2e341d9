/**
 * Splits one file over several lanes: which worker fetches which chunks, and which may help. The chunks survive a kill
 * in a {@link dev.tgarchiver.storage.chunk.ChunkedFile}.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.download.split;
