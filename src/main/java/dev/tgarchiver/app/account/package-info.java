/** The account at Telegram: logging in and out, and its chats. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.app.account;
