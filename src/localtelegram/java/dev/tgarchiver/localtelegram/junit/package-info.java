/** The local server in JUnit tests. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.localtelegram.junit;
