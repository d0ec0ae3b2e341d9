package dev.tgarchiver.app.account;

/**
 * The login that there is now.
 *
 * @param account who is logged in, in words
 * @param isNew false when it existed before
 */
public record LoginResult(String account, boolean isNew) {}
