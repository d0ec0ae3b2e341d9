@org.jspecify.annotations.NullMarked
package dev.tgarchiver.archive.search;
