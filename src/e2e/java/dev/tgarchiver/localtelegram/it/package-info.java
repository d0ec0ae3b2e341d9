/** The local server as the real TDLib sees it. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.localtelegram.it;
