@org.jspecify.annotations.NullMarked
package dev.tgarchiver.history;
