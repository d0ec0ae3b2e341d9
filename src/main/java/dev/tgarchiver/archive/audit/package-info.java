/**
 * Compares the archive with Telegram: the audit of a channel, and the posts that a run asks for again. Records what was edited and
 * deleted; fetches no file. Used by one thread at a time; a kill leaves whole answers recorded.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.archive.audit;
