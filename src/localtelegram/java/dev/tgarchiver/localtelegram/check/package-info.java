/** Checks at the server's start that its code names nothing that the schema does not have. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.localtelegram.check;
