package dev.tgarchiver.tracker.post;

import dev.tgarchiver.model.post.ContentHash;
import dev.tgarchiver.model.post.PostId;

/**
 * A post of which Telegram gives more when it is asked.
 *
 * @param json its raw message
 * @param hash of what it says
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record IncompletePost(PostId id, byte[] json, ContentHash hash) {}
