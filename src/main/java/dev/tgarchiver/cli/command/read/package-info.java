/** The commands that read the archive: lists, single posts, and what channels name most. They need neither login nor network. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.cli.command.read;
