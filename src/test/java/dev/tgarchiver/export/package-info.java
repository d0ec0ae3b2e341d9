/** Tests of the formats of exports. */
@NullUnmarked
package dev.tgarchiver.export;

import org.jspecify.annotations.NullUnmarked;
