/** What was called, and what is to go wrong. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.localtelegram.faults;
