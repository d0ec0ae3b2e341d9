/** What the pages say: their blocks, the commands in them, and their links. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.docs;
