/** Values: what a channel, a post and its media are. Every package may use them; they use none. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.model;
