package dev.tgarchiver.model.post;

/** A file of a post, and what it is in the post. */
public record Attachment(FileRole role, Media media) {}
