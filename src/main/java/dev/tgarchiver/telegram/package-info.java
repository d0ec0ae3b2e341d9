/** The port to Telegram in the archiver's terms, with typed failures. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.telegram;
