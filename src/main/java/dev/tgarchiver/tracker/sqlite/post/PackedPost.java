package dev.tgarchiver.tracker.sqlite.post;

import dev.tgarchiver.model.post.ContentHash;
import dev.tgarchiver.model.post.Remainder;

/**
 * A raw message as it is stored.
 *
 * @param tdlib the version of TDLib that wrote it
 * @param remainder what it refers to without having it
 * @param body compressed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record PackedPost(ContentHash hash, int tdlib, Remainder remainder, byte[] body) {}
