/** Properties that hold for whatever is thrown at them: seeded generators, and the smallest text that breaks one. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.property;
