/**
 * Reading from and writing to a terminal, a pipe or nothing at all: prompts, tables, styled and safe text. Only the
 * console thread writes while a display is active; other threads post to it.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.console.terminal;
