@org.jspecify.annotations.NullMarked
package dev.tgarchiver.telegram.pace;
