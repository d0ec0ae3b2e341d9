/** What posts of every kind look like. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.report.show;
