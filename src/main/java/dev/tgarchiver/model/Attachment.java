package dev.tgarchiver.model;

/** A file of a post, and what it is in the post. */
public record Attachment(FileRole role, Media media) {}
