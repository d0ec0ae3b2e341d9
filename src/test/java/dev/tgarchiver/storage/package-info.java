/** What a store of files promises. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.storage;
