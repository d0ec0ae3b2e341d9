package dev.tgarchiver.tracker.sqlite;

import dev.tgarchiver.model.ContentHash;

/**
 * A raw message as it is stored.
 *
 * @param tdlib the version of TDLib that wrote it
 * @param body compressed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PackedPost(ContentHash hash, int tdlib, byte[] body) {}
