/** The cryptography of MTProto 2.0 and of two-step verification, with nothing but the JDK. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.localtelegram.crypto;
