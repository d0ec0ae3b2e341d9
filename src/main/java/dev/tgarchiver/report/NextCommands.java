package dev.tgarchiver.report;

import java.util.List;
import java.util.function.Function;

/**
 * The commands that a user may type after a run.
 *
 * @param resume the command that continues this run, with its options
 * @param retry the command that makes the failed files of these channels pending again
 * @param failures the command that lists every failed file
 */
public record NextCommands(String resume, Function<List<String>, String> retry, String failures) {}
