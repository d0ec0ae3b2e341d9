/**
 * How often Telegram may be asked: a token bucket whose rate adapts to flood waits, and a gate that is closed while one lasts.
 * Every worker and the walk go through one {@link dev.tgarchiver.telegram.pace.Throttle}; all classes are safe for any thread.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.telegram.pace;
