/** The process: its signals, its exit code and its end. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.cli.process;
