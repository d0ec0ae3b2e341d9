package dev.tgarchiver.tracker.sqlite.post;

import dev.tgarchiver.model.post.ContentHash;

/**
 * A raw message as it is stored.
 *
 * @param tdlib the version of TDLib that wrote it
 * @param body compressed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record PackedPost(ContentHash hash, int tdlib, byte[] body) {}
