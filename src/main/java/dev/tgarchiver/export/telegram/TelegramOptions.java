package dev.tgarchiver.export.telegram;

/**
 * What is written besides what Telegram Desktop writes.
 *
 * @param plain nothing
 * @param raw each message as TDLib gave it
 */
public record TelegramOptions(boolean plain, boolean raw) {}
