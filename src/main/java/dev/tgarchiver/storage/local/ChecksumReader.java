package dev.tgarchiver.storage.local;

import dev.tgarchiver.model.Checksum;
import dev.tgarchiver.storage.ChecksumAccumulator;
import dev.tgarchiver.storage.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Hashes one file after the other with the same buffer: for small files, allocating a buffer each costs more than
 * reading. For one thread.
 */
public final class ChecksumReader {

    /** Small enough to allocate for each of many small files, large enough to read a large file with few calls. */
    public static final int BUFFER_BYTES = 128 << 10;

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private ChecksumAccumulator accumulator = new ChecksumAccumulator();

    /** A reader with its own buffer. */
    public ChecksumReader() {}

    /** Reads a whole file. Blocks as long as that takes; memory does not depend on the file's size. */
    public static Checksum read(Path file) throws StorageFailure {
        return new ChecksumReader().sha256(file, Long.MAX_VALUE, bytes -> {});
    }

    /** Whether a file has this size and content. The content is only read when the size is right. */
    public static boolean matches(Path file, Checksum expected) throws StorageFailure {
        try {
            return Files.size(file) == expected.size() && read(file).equals(expected);
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    /**
     * Reads at most {@code size} bytes of a file, even if it has grown since. Blocks as long as that takes; memory does
     * not depend on the file's size.
     *
     * @param size the file's size in bytes, when it was last looked at
     * @param progress receives the number of further bytes after each read
     * @return the checksum of those bytes, of fewer if the file has become shorter
     */
    public Checksum sha256(Path file, long size, LongConsumer progress) throws StorageFailure {
        try (InputStream in = Files.newInputStream(file)) {
            long left = size;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    break;
                }
                accumulator.add(buffer, read);
                progress.accept(read);
                left -= read;
            }
        } catch (IOException e) {
            // It contains part of this file.
            accumulator = new ChecksumAccumulator();
            throw StorageFailure.of("read", file, e);
        }
        return accumulator.finish();
    }
}
