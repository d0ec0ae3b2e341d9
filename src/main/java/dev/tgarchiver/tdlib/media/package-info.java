/**
 * Downloads of one TDLib client. Workers wait here for files that TDLib writes; what it says of them arrives on the receiving
 * thread. TDLib syncs nothing that it writes.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tdlib.media;
