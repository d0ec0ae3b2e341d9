/** What the server is about: users, channels, posts, files. Knows nothing of the protocol. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.localtelegram.world;
