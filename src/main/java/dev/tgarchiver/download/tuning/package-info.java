/**
 * How much is in flight: files per worker, and workers that start files, as the measured throughput allows. The threads
 * that receive bytes call it, so nothing here blocks.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.download.tuning;
