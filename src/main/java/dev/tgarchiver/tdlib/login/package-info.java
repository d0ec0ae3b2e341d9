/**
 * Logging in: TDLib's authorization states, the dialogue with the user, and the key that protects the session on the
 * disk. The next login discards an interrupted one.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tdlib.login;
