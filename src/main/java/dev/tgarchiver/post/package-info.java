/**
 * What an archived post is: TDLib's own {@code message} object, whole, and everything that is read from it. Pure
 * functions over JSON, without files, clock and network; usable from any thread. Because columns, files, words and
 * counters are projections of the stored object, they can be made again offline.
 */
@NullMarked
package dev.tgarchiver.post;

import org.jspecify.annotations.NullMarked;
