@org.jspecify.annotations.NullMarked
package dev.tgarchiver.event;
