/** MTProto 2.0, the server's side: keys, sessions, messages. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.localtelegram.mtproto;
