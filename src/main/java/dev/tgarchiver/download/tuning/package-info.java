/**
 * How much is in flight: files per worker, and workers that start files, as the measured throughput allows. Told by the
 * threads that receive bytes, so nothing here blocks.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.download.tuning;
