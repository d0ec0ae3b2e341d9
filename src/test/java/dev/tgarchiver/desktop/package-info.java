@org.jspecify.annotations.NullMarked
package dev.tgarchiver.desktop;
