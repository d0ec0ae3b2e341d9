@org.jspecify.annotations.NullMarked
package dev.tgarchiver.search;
