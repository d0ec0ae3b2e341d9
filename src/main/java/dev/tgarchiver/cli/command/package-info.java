/** The commands: each parses its options, calls {@link dev.tgarchiver.app.Archiver}, and prints the result. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.cli.command;
