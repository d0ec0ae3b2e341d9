/** Runs: downloads, dry runs and repairs, their row in the tracker, and the file that shows their progress. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.app.run;
