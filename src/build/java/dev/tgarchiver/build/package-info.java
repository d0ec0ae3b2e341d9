/** Programs that the build runs, and that it does not ship: what they write is part of the distribution. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.build;
