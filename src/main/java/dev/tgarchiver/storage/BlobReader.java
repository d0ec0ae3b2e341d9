package dev.tgarchiver.storage;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.model.RelativePath;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Looks at the files of a store during one pass over many of them, and may remember between two calls what they have in
 * common. For one thread. All methods may block on disk or network, and fail with kind UNSAFE_PATH when a path leads out
 * of the store.
 */
public interface BlobReader {

    /**
     * What is at a path.
     *
     * @param isFile whether it is a file, and not a folder or a link that another program put there
     * @param size the size in bytes
     */
    record Entry(boolean isFile, long size) {}

    /** What is at a path, without reading its bytes; empty when nothing is. */
    Optional<Entry> find(RelativePath path) throws StorageFailure;

    /**
     * The file's size; empty when nothing is at its path.
     *
     * @throws StorageFailure when the size cannot be read, or when the entry is not a file: the caller must not treat
     *     the file as missing
     */
    OptionalLong size(RelativePath path) throws StorageFailure;

    /**
     * Hashes at most {@code size} bytes of a file, even if it has grown since. Blocks as long as that takes; memory does
     * not depend on the file's size.
     *
     * @param progress receives the number of further bytes after each read
     * @return the checksum of those bytes, of fewer if the file is shorter
     */
    Checksum checksum(RelativePath path, long size, LongConsumer progress) throws StorageFailure;

    /** The bytes of a file. The caller closes the stream. */
    InputStream open(RelativePath path) throws StorageFailure;
}
