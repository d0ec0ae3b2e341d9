/** The built program under the worst treatment: {@code scripts/torture}. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.torture;
