@org.jspecify.annotations.NullMarked
package dev.tgarchiver.cli.command.imports;
