/**
 * Finds channels and single posts at Telegram, with the run's pace.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.archive.search;
