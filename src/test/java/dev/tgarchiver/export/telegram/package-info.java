/** Tests of Telegram Desktop's format. */
@NullUnmarked
package dev.tgarchiver.export.telegram;

import org.jspecify.annotations.NullUnmarked;
