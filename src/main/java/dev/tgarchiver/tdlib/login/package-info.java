/**
 * Logging in: the authorization states that TDLib goes through, the dialogue over them, and the key that protects the session on
 * the disk. A login that was killed is discarded by the next one.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tdlib.login;
