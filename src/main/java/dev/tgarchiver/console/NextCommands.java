package dev.tgarchiver.console;

/**
 * What to type after a run, ready for a shell.
 *
 * @param goOn goes on with what the run did
 * @param retry makes its failed files pending again
 */
public record NextCommands(String goOn, String retry) {}
