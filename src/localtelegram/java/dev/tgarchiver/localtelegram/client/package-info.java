/** A bare client for the server's own tests and for measuring it. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.localtelegram.client;
