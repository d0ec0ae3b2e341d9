/** A Telegram server of our own for tests and demonstrations, which TDLib cannot tell from the real one. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.localtelegram;
