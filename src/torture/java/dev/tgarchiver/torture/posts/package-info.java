/** The archive of channels that live on: {@code scripts/torture posts}. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.torture.posts;
