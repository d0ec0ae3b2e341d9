/**
 * Opens an archive: its lock, its log, its tracker, and the session at Telegram. Knows which tracker, store and Telegram
 * library are behind the ports.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.app.open;
