/** The use case: one run over the channels, in order, start to finish. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.archive;
