/**
 * Copies of the session, so that several TDLib clients download in parallel and a long walk does not fill the memory of
 * one client. Each lane is a client in its own folder. A lane with a partial download outlives the run, even a killed
 * one.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tdlib.lane;
