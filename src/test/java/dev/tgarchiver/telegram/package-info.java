/** Telegram within the test's process, behind the ports. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.telegram;
