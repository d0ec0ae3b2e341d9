/**
 * The user interface: progress bars, tables, JSON output, prompts. On a terminal or plain; the only writer to standard
 * output and standard error.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.console;
