/**
 * Writes posts in formats that other programs and people read. The parts {@code telegram}, {@code lines}, … each know one
 * format. Pure: posts come as values, bytes go to a stream, and files are put in place through {@link
 * dev.tgarchiver.export.MediaFolder}. For one thread.
 */
@NullMarked
package dev.tgarchiver.export;

import org.jspecify.annotations.NullMarked;
