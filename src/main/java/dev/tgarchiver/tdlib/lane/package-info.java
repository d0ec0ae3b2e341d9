/**
 * Copies of the session, so that several TDLib clients download at a time and a long walk does not fill the memory of one. Each
 * lane is a client in a folder of its own; one that has the beginning of a file outlives the run, also a killed one.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tdlib.lane;
