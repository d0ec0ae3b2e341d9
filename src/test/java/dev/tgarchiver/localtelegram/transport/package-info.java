/** From a socket to frames: SOCKS5, the obfuscated intermediate transport, and the network's conditions. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.localtelegram.transport;
