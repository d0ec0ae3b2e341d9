@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker.sqlite.query;
