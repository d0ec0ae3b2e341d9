@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker.query;
