/**
 * Where files are stored, and how storage fails: {@link dev.tgarchiver.storage.StorageFailure} says whether a failure
 * concerns one file or ends the run.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.storage;
