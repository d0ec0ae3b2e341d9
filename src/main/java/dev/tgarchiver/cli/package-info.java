/** The command line: commands, exit codes. Parses, calls {@link dev.tgarchiver.app}, prints. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.cli;
