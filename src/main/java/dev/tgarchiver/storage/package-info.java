/**
 * Where the archived files are stored, as the rest of the program sees it: interfaces, and the values that they take and
 * return. The implementation is {@code storage.local}; {@code app} chooses it.
 *
 * <p>{@link dev.tgarchiver.storage.BlobStore} takes downloaded files over: {@link dev.tgarchiver.storage.StagedFile} is one
 * that is hashed but not yet part of the archive. {@link dev.tgarchiver.storage.BlobReader} looks at many files in one pass,
 * {@link dev.tgarchiver.storage.BlobMover} moves them, and {@link dev.tgarchiver.storage.Leftovers} are what the archive does
 * not know. Files have paths below the store's root; only a downloaded file, and what lies in {@code data_dir}, is a path of
 * the local file system.
 *
 * <p>The packages below: {@code naming} computes names for every store. {@code chunk} and {@code sweep} work on the folders in
 * {@code data_dir}, which are local wherever the archive is, with the means of {@code storage.local}.
 *
 * <p>{@link dev.tgarchiver.storage.StorageFailure} says whether a failure concerns one file or ends the run.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.storage;
