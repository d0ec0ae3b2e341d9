/** What the program is made of: pinned, hashed, and listed in a bill of materials. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.supply;
