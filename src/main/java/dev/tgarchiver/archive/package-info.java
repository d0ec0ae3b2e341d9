/** The use cases: one run over the channels from start to finish, and the upkeep of the archive. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.archive;
