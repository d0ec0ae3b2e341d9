/**
 * Reads exports of Telegram Desktop: {@code result.json} of one chat or of an account, as its versions have written it, and as
 * {@code archiver export} does. A stream: one message is in memory at a time. Messages become TDLib's, as far as the export
 * has what they say. Pure: opens no files. For one thread.
 */
@NullMarked
package dev.tgarchiver.desktop;

import org.jspecify.annotations.NullMarked;
