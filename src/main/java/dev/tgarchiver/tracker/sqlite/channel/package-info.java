/**
 * The tables channel, walked and run, and the keys of posts. The tables of files and posts stand upon them.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker.sqlite.channel;
