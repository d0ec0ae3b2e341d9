/**
 * Imports exports of Telegram Desktop. Needs the archive's lock. What is in the archive stays as it is: posts and files are
 * only added, each file before its row, so that a killed import resumes by being run again.
 */
@NullMarked
package dev.tgarchiver.app.imports;

import org.jspecify.annotations.NullMarked;
