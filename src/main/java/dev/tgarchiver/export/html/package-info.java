/** Posts as pages for people: a static site that needs neither a server nor scripts. */
@NullMarked
package dev.tgarchiver.export.html;

import org.jspecify.annotations.NullMarked;
