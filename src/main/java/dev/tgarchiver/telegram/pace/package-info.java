/**
 * Paces requests to Telegram: a token bucket whose rate adapts to flood waits, and a gate that is closed during one.
 * Every worker and the walk use one {@link dev.tgarchiver.telegram.pace.Throttle}; all classes are safe for any thread.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.telegram.pace;
