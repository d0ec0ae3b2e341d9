/** Posts as a feed: RSS 2.0. */
@NullMarked
package dev.tgarchiver.export.feed;

import org.jspecify.annotations.NullMarked;
