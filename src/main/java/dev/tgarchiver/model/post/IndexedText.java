package dev.tgarchiver.model.post;

/**
 * The words by which a post is found, as tokens with a blank after each: of its text, of the names of its files, of the
 * people that it names.
 */
public record IndexedText(String text, String files, String people) {}
