/**
 * Downloads of one TDLib client. Workers wait here for files that TDLib writes. TDLib's updates about them arrive on
 * the receiving thread. TDLib does not sync its files.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tdlib.media;
