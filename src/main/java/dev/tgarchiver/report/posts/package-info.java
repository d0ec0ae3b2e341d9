/** Posts as text, JSON, CSV and paths. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.report.posts;
