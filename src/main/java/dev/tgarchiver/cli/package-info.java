/** The command line: commands, wiring, exit codes. The only place that knows every other package. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.cli;
