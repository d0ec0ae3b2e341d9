package dev.tgarchiver.localtelegram.world;

/** By which way a login code reaches the user. */
public enum CodeKind {
    APP,
    SMS,
    CALL
}
