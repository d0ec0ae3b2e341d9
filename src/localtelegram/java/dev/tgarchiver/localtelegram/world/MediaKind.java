package dev.tgarchiver.localtelegram.world;

/** What a post holds besides its text. */
public enum MediaKind {
    AUDIO,
    DOCUMENT,
    PHOTO,
    VIDEO,
    VOICE,
    VIDEO_NOTE,
    ANIMATION,
    STICKER
}
