/** Queue, workers, retry: the pool and its shutdown. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.download;
