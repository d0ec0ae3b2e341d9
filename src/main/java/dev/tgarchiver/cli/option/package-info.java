/** The options that several commands share. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.cli.option;
