/** One post a line: JSON objects, or rows of a table. The reference documents each field and column. */
@NullMarked
package dev.tgarchiver.export.lines;

import org.jspecify.annotations.NullMarked;
