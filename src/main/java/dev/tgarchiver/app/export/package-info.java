/**
 * Exports what is archived. Only reads the archive, and may run beside a download. An export is written beside its folder
 * and takes its place at the end, so that a killed one leaves the former one, or none.
 */
@NullMarked
package dev.tgarchiver.app.export;

import org.jspecify.annotations.NullMarked;
