/**
 * Keeps an archive intact between runs: cleanup, verification, relocation, forgetting, and what a killed command left
 * incomplete ({@link dev.tgarchiver.archive.maintenance.Readiness}). For use by the process that holds the archive lock.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.archive.maintenance;
