/** Values such as channels, posts and media. Every package may use them; they use no other package. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.model;
