/** The methods of Telegram's API, one small class per area. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.localtelegram.handlers;
