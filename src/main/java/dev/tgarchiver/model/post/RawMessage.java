package dev.tgarchiver.model.post;

/**
 * A post as TDLib gave it: its {@code message} object without what belongs to this client and this moment.
 *
 * @param json UTF-8; not to be changed
 * @param hash of what the post says
 * @param tdlib the version of TDLib that wrote it, as 10865 for 1.8.65
 * @param remainder what it refers to without having it
 * @param words by which it is found
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; as bytes, because it is compressed next.
public record RawMessage(byte[] json, ContentHash hash, int tdlib, Remainder remainder, IndexedText words) {}
