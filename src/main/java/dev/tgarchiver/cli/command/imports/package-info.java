/** The command that takes in what other programs have archived. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.cli.command.imports;
