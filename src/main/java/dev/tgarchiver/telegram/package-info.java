/** The port: what the archiver needs from Telegram, in the archiver's words, and its typed failures. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.telegram;
