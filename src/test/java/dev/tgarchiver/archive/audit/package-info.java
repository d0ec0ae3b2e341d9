@org.jspecify.annotations.NullMarked
package dev.tgarchiver.archive.audit;
