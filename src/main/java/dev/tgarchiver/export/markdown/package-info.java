/** Posts as Markdown: a file a month. */
@NullMarked
package dev.tgarchiver.export.markdown;

import org.jspecify.annotations.NullMarked;
