/** From a socket to frames: proxies of all kinds, the obfuscated intermediate transport, and the network's conditions. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.localtelegram.transport;
